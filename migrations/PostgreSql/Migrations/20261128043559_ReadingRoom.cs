using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReaderStudy.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ReadingRoom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ExamAt",
                table: "Series",
                type: "character varying(14)",
                maxLength: 14,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "OverlaysSha256",
                table: "SealedRuns",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<double>(
                name: "LesionX",
                table: "ReferenceStandards",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LesionY",
                table: "ReferenceStandards",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LesionZ",
                table: "ReferenceStandards",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AiRevealedAt",
                table: "Readings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "WithPictures",
                table: "Imports",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "AiSteps",
                columns: table => new
                {
                    ReadingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Part = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    IsOn = table.Column<bool>(type: "boolean", nullable: false),
                    Opacity = table.Column<int>(type: "integer", nullable: false),
                    PageAt = table.Column<double>(type: "double precision", nullable: false),
                    KeptAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AiSteps", x => new { x.ReadingId, x.Number });
                    table.ForeignKey(
                        name: "FK_AiSteps_Readings_ReadingId",
                        column: x => x.ReadingId,
                        principalTable: "Readings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DrawnOutlines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadingId = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SeriesId = table.Column<Guid>(type: "uuid", nullable: false),
                    MaskUid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Content = table.Column<string>(type: "character varying(10000000)", maxLength: 10000000, nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DrawnOutlines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DrawnOutlines_Readings_ReadingId",
                        column: x => x.ReadingId,
                        principalTable: "Readings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OpenRooms",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Page = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenRooms", x => x.SessionId);
                    table.ForeignKey(
                        name: "FK_OpenRooms_ReadingSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "ReadingSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Pictures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SeriesId = table.Column<Guid>(type: "uuid", nullable: true),
                    ImportId = table.Column<Guid>(type: "uuid", nullable: true),
                    ImportFileId = table.Column<Guid>(type: "uuid", nullable: true),
                    CaseMark = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Label = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    FileKey = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    TileSize = table.Column<int>(type: "integer", nullable: false),
                    Overlap = table.Column<int>(type: "integer", nullable: false),
                    Format = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    MicronsPerPixel = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pictures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Pictures_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Pictures_Series_SeriesId",
                        column: x => x.SeriesId,
                        principalTable: "Series",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PredictionOverlays",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeriesId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Label = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Score = table.Column<double>(type: "double precision", nullable: true),
                    FileKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PredictionOverlays", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PredictionOverlays_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PredictionOverlays_PredictionRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "PredictionRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingLinkings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    LinkingJson = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingLinkings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReadingLinkings_Readings_ReadingId",
                        column: x => x.ReadingId,
                        principalTable: "Readings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SeenIncrements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Page = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Milliseconds = table.Column<int>(type: "integer", nullable: false),
                    ContentJson = table.Column<string>(type: "character varying(65536)", maxLength: 65536, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeenIncrements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SeenIncrements_Readings_ReadingId",
                        column: x => x.ReadingId,
                        principalTable: "Readings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SiteChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    ContentJson = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteChecks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SiteChecks_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SiteChecks_ReadingSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "ReadingSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SiteChecks_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DrawnOutlines_ReadingId_MaskUid",
                table: "DrawnOutlines",
                columns: new[] { "ReadingId", "MaskUid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Pictures_ImportFileId",
                table: "Pictures",
                column: "ImportFileId");

            migrationBuilder.CreateIndex(
                name: "IX_Pictures_ImportId",
                table: "Pictures",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_Pictures_SeriesId",
                table: "Pictures",
                column: "SeriesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PredictionOverlays_CaseId",
                table: "PredictionOverlays",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_PredictionOverlays_RunId_Number",
                table: "PredictionOverlays",
                columns: new[] { "RunId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReadingLinkings_ReadingId_Number",
                table: "ReadingLinkings",
                columns: new[] { "ReadingId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SeenIncrements_ReadingId_Page_Sequence",
                table: "SeenIncrements",
                columns: new[] { "ReadingId", "Page", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SiteChecks_PersonId",
                table: "SiteChecks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SiteChecks_SessionId_Number",
                table: "SiteChecks",
                columns: new[] { "SessionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SiteChecks_StudyId",
                table: "SiteChecks",
                column: "StudyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AiSteps");

            migrationBuilder.DropTable(
                name: "DrawnOutlines");

            migrationBuilder.DropTable(
                name: "OpenRooms");

            migrationBuilder.DropTable(
                name: "Pictures");

            migrationBuilder.DropTable(
                name: "PredictionOverlays");

            migrationBuilder.DropTable(
                name: "ReadingLinkings");

            migrationBuilder.DropTable(
                name: "SeenIncrements");

            migrationBuilder.DropTable(
                name: "SiteChecks");

            migrationBuilder.DropColumn(
                name: "ExamAt",
                table: "Series");

            migrationBuilder.DropColumn(
                name: "OverlaysSha256",
                table: "SealedRuns");

            migrationBuilder.DropColumn(
                name: "LesionX",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "LesionY",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "LesionZ",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "AiRevealedAt",
                table: "Readings");

            migrationBuilder.DropColumn(
                name: "WithPictures",
                table: "Imports");
        }
    }
}
