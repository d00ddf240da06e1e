using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>The console's own tables. Insert-only: the database itself refuses to change or delete (see the migrations).</summary>
public sealed class ConsoleDbContext(DbContextOptions<ConsoleDbContext> options) : DbContext(options)
{
    /// <summary>Gives out incident numbers; a number taken and not used leaves a gap, which nobody minds.</summary>
    internal const string Numbers = "incident_numbers";

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<TimelineRow> Timeline => Set<TimelineRow>();

    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();

    public DbSet<RecordingRow> Recordings => Set<RecordingRow>();

    public DbSet<EndedSessionRow> EndedSessions => Set<EndedSessionRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasSequence<int>(Numbers);

        modelBuilder.Entity<IncidentRow>(incident =>
        {
            incident.ToTable("incidents");
            incident.HasKey(row => row.Number);
            incident.Property(row => row.Number).HasColumnName("number").ValueGeneratedNever();
        });

        modelBuilder.Entity<AttachmentRow>(attachment =>
        {
            attachment.ToTable("attachments");
            attachment.HasKey(row => row.Id);
            attachment.HasOne<IncidentRow>().WithMany().HasForeignKey(row => row.Incident).OnDelete(DeleteBehavior.Restrict);
            attachment.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            attachment.Property(row => row.Incident).HasColumnName("incident");
            attachment.Property(row => row.Name).HasColumnName("name");
            attachment.Property(row => row.Type).HasColumnName("type");
            attachment.Property(row => row.Sha256).HasColumnName("sha256");
            attachment.Property(row => row.Content).HasColumnName("content");
        });

        modelBuilder.Entity<TimelineRow>(timeline =>
        {
            timeline.ToTable("timeline");
            timeline.HasKey(row => new { row.Incident, row.Sequence });
            timeline.HasOne<IncidentRow>().WithMany().HasForeignKey(row => row.Incident).OnDelete(DeleteBehavior.Restrict);
            timeline.Property(row => row.Incident).HasColumnName("incident");
            timeline.Property(row => row.Sequence).HasColumnName("sequence");
            timeline.Property(row => row.HappenedAt).HasColumnName("happened_at");
            timeline.Property(row => row.RecordedAt).HasColumnName("recorded_at");
            timeline.Property(row => row.Actor).HasColumnName("actor");
            timeline.Property(row => row.Role).HasColumnName("role");
            timeline.Property(row => row.Source).HasColumnName("source");
            timeline.Property(row => row.Type).HasColumnName("type");
            timeline.Property(row => row.Event).HasColumnName("event").HasColumnType("json");
            timeline.Property(row => row.Hash).HasColumnName("hash");
        });

        modelBuilder.Entity<EndedSessionRow>(ended =>
        {
            ended.ToTable("ended_sessions");
            ended.HasKey(row => row.Session);
            ended.HasIndex(row => row.Until);
            ended.Property(row => row.Session).HasColumnName("session");
            ended.Property(row => row.Account).HasColumnName("account");
            ended.Property(row => row.EndedAt).HasColumnName("ended_at");
            ended.Property(row => row.Until).HasColumnName("until");
        });

        modelBuilder.Entity<RecordingRow>(recording =>
        {
            recording.ToTable("recordings");
            recording.HasKey(row => new { row.Incident, row.At });
            recording.HasOne<IncidentRow>().WithMany().HasForeignKey(row => row.Incident).OnDelete(DeleteBehavior.Restrict);
            recording.Property(row => row.Incident).HasColumnName("incident");
            recording.Property(row => row.At).HasColumnName("at");
            recording.Property(row => row.Sample).HasColumnName("sample").HasColumnType("json");
        });
    }
}
