using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentConsole.Migrations
{
    /// <inheritdoc />
    public partial class CreateEndedSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ended_sessions",
                columns: table => new
                {
                    session = table.Column<string>(type: "text", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ended_sessions", x => x.session);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ended_sessions_until",
                table: "ended_sessions",
                column: "until");

            migrationBuilder.Sql(EndedSessionTriggers.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ended_sessions");
        }
    }
}
