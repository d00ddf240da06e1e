using System.Xml.Linq;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53;

/// <summary>How an error reads on the wire.</summary>
internal static class ErrorXml
{
    public static IResult Of(Route53Exception error, ChangeBatchErrorForm form, string requestId)
    {
        var ownRoot = error.Code == "InvalidChangeBatch" && form == ChangeBatchErrorForm.OwnRoot;
        return Document(ownRoot ? OwnRoot(error, requestId) : Response(error, requestId), error.Status);
    }

    private static XElement Response(Route53Exception error, string requestId) => Element("ErrorResponse",
        Element("Error",
            Element("Type", error.Status < 500 ? "Sender" : "Receiver"),
            Element("Code", error.Code),
            Element("Message", error.Code == "InvalidChangeBatch" ? $"[{error.Message}]" : error.Message)),
        Element("RequestId", requestId));

    private static XElement OwnRoot(Route53Exception error, string requestId) => Element("InvalidChangeBatch",
        Element("Messages", error.Messages.Select(message => Element("Message", message))),
        Element("RequestId", requestId));
}
