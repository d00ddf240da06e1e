namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>The first pass over one Redis.</summary>
/// <remarks>The callback is called after each page.</remarks>
internal static class Fingerprinting
{
    /// <summary>Keys and values. The values of a page are on their way while those of the page before are taken in.</summary>
    public static async Task AddEntriesAsync(DedupStore store, Fingerprint fingerprint, Func<Task> onPage, CancellationToken cancellationToken)
    {
        KeyPage? asked = null;
        await foreach (var page in store.ScanAsync(cancellationToken).ConfigureAwait(false))
        {
            await store.RequestAsync(page, cancellationToken).ConfigureAwait(false);
            if (asked is not null) await store.ReceiveAsync(asked, fingerprint, cancellationToken).ConfigureAwait(false);
            asked = page;
            await onPage().ConfigureAwait(false);
        }
        if (asked is not null) await store.ReceiveAsync(asked, fingerprint, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keys alone.</summary>
    public static async Task AddKeysAsync(DedupStore store, Fingerprint fingerprint, Func<Task> onPage, CancellationToken cancellationToken)
    {
        await foreach (var page in store.ScanAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var i = 0; i < page.Count; i++)
                fingerprint.Add(page[i]);
            await onPage().ConfigureAwait(false);
        }
    }
}
