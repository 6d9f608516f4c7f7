using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReaderStudy.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TruthPanel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Variant",
                table: "Series",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "RecordedBy",
                table: "ReferenceStandards",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "ReferenceStandards",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReferenceDate",
                table: "ReferenceStandards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SeriesFingerprints",
                columns: table => new
                {
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PixelSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FilesSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeriesFingerprints", x => x.SeriesId);
                    table.ForeignKey(
                        name: "FK_SeriesFingerprints_Series_SeriesId",
                        column: x => x.SeriesId,
                        principalTable: "Series",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TruthVotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TrutherId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Seat = table.Column<int>(type: "INTEGER", nullable: false),
                    PanelSize = table.Column<int>(type: "INTEGER", nullable: false),
                    ClassId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ReferenceDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Rationale = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TruthVotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TruthVotes_AspNetUsers_TrutherId",
                        column: x => x.TrutherId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TruthVotes_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReferenceStandards_RecordedBy",
                table: "ReferenceStandards",
                column: "RecordedBy");

            migrationBuilder.CreateIndex(
                name: "IX_SeriesFingerprints_PixelSha256",
                table: "SeriesFingerprints",
                column: "PixelSha256");

            migrationBuilder.CreateIndex(
                name: "IX_TruthVotes_CaseId_Round_Seat",
                table: "TruthVotes",
                columns: new[] { "CaseId", "Round", "Seat" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TruthVotes_CaseId_TrutherId_Round",
                table: "TruthVotes",
                columns: new[] { "CaseId", "TrutherId", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TruthVotes_TrutherId",
                table: "TruthVotes",
                column: "TrutherId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SeriesFingerprints");

            migrationBuilder.DropTable(
                name: "TruthVotes");

            migrationBuilder.DropIndex(
                name: "IX_ReferenceStandards_RecordedBy",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "Variant",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "ReferenceDate",
                table: "ReferenceStandards");

            migrationBuilder.AlterColumn<Guid>(
                name: "RecordedBy",
                table: "ReferenceStandards",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
