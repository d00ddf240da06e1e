using IncidentConsole.Lab.Channels;

namespace IncidentConsole.Lab.Page;

/// <summary><c>GET /channels</c>: what arrived in Slack and by mail, newest first.</summary>
internal static class ChannelsApi
{
    public static void Map(WebApplication app, SlackWebhooks slack, SmtpSink mail) => app.MapGet("/channels", () => Results.Json(new
    {
        slack = slack.Posts.Reverse().Select(post => new { post.Channel, post.At, post.Text, sections = post.Sections }),
        mail = mail.Mails.Reverse().Select(taken => new { taken.From, to = taken.To, taken.At, taken.Data }),
    }));
}
