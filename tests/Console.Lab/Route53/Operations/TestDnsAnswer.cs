using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Dns.Wire;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class TestDnsAnswer
{
    public static IResult Handle(HttpRequest request, HostedZone zone, ZoneAnswers answers)
    {
        zone.MustBe(request.Query["hostedzoneid"].ToString());
        var name = DomainName.Normalize(request.Query["recordname"].ToString());
        if (!Enum.TryParse<DnsType>(request.Query["recordtype"], ignoreCase: true, out var type))
            throw Route53Exception.InvalidInput($"Invalid value for RecordType: '{request.Query["recordtype"]}'.");

        var answer = answers.Answer(new DnsMessage { Id = 0, Question = new DnsQuestion(name, type) });
        return Document(Element("TestDNSAnswerResponse",
            Element("Nameserver", zone.NameServers[0]),
            Element("RecordName", name),
            Element("RecordType", type.ToString().ToUpperInvariant()),
            Element("RecordData", answer.Answers.Select(record => Element("RecordDataEntry", record.Data))),
            Element("ResponseCode", Name(answer.Code)),
            Element("Protocol", "UDP")));
    }

    private static string Name(DnsCode code) => code switch
    {
        DnsCode.NameError => "NXDOMAIN",
        DnsCode.ServerFailure => "SERVFAIL",
        _ => code.ToString().ToUpperInvariant(),
    };
}
