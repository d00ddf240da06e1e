using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentConsole.Migrations
{
    /// <inheritdoc />
    public partial class CreateRecordings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "recordings",
                columns: table => new
                {
                    incident = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sample = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recordings", x => new { x.incident, x.at });
                    table.ForeignKey(
                        name: "FK_recordings_incidents_incident",
                        column: x => x.incident,
                        principalTable: "incidents",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.Sql(RecordingTriggers.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recordings");
        }
    }
}
