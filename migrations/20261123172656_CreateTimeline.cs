using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentConsole.Migrations
{
    /// <inheritdoc />
    public partial class CreateTimeline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence<int>(
                name: "incident_numbers");

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "timeline",
                columns: table => new
                {
                    incident = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    @event = table.Column<string>(name: "event", type: "json", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timeline", x => new { x.incident, x.sequence });
                    table.ForeignKey(
                        name: "FK_timeline_incidents_incident",
                        column: x => x.incident,
                        principalTable: "incidents",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.Sql(TimelineTriggers.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "timeline");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropSequence(
                name: "incident_numbers");

            migrationBuilder.Sql(TimelineTriggers.Drop);
        }
    }
}
