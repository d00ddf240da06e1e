namespace IncidentConsole.Domain.Incidents.Attachments;

/// <summary>A text or an image somebody keeps with a note.</summary>
public sealed record Attachment(AttachmentRef Ref, byte[] Content);

/// <summary>What the timeline says of it: the hash chain covers its contents through their hash.</summary>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Type">Its media type as its contents show it, whatever its name says.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of its contents, lowercase hex.</param>
public sealed record AttachmentRef(Guid Id, string Name, string Type, long Size, string Sha256);
