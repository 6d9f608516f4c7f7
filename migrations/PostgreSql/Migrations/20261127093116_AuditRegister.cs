using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReaderStudy.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AuditRegister : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases");

            migrationBuilder.DropForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings");

            migrationBuilder.DropForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards");

            migrationBuilder.DropForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders");

            migrationBuilder.AddColumn<string>(
                name: "RowsSha256",
                table: "AuditEntries",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "RegisteredRows",
                columns: table => new
                {
                    AuditSequence = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Table = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    FoundSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisteredRows", x => new { x.AuditSequence, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredRows_Table_Key_Version",
                table: "RegisteredRows",
                columns: new[] { "Table", "Key", "Version" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId",
                principalTable: "AspNetRoles",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles",
                column: "UserId",
                principalTable: "AspNetUsers",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions",
                column: "RunId",
                principalTable: "PredictionRuns",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions",
                column: "ReaderId",
                principalTable: "StudyReaders",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards",
                column: "CaseId",
                principalTable: "Cases",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces",
                column: "SessionId",
                principalTable: "ReadingSessions",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles");

            migrationBuilder.DropForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases");

            migrationBuilder.DropForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings");

            migrationBuilder.DropForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns");

            migrationBuilder.DropForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions");

            migrationBuilder.DropForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards");

            migrationBuilder.DropForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers");

            migrationBuilder.DropForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders");

            migrationBuilder.DropTable(
                name: "RegisteredRows");

            migrationBuilder.DropColumn(
                name: "RowsSha256",
                table: "AuditEntries");

            migrationBuilder.AddForeignKey(
                name: "FK_AnalysisRuns_Studies_StudyId",
                table: "AnalysisRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetRoles_RoleId",
                table: "AspNetUserRoles",
                column: "RoleId",
                principalTable: "AspNetRoles",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_AspNetUserRoles_AspNetUsers_UserId",
                table: "AspNetUserRoles",
                column: "UserId",
                principalTable: "AspNetUsers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Cases_Studies_StudyId",
                table: "Cases",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ImportFindings_Studies_StudyId",
                table: "ImportFindings",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_PredictionRuns_Studies_StudyId",
                table: "PredictionRuns",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_Predictions_PredictionRuns_RunId",
                table: "Predictions",
                column: "RunId",
                principalTable: "PredictionRuns",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_Studies_StudyId",
                table: "ReadingSessions",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ReadingSessions_StudyReaders_ReaderId",
                table: "ReadingSessions",
                column: "ReaderId",
                principalTable: "StudyReaders",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_ReferenceStandards_Cases_CaseId",
                table: "ReferenceStandards",
                column: "CaseId",
                principalTable: "Cases",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_SessionPlaces_ReadingSessions_SessionId",
                table: "SessionPlaces",
                column: "SessionId",
                principalTable: "ReadingSessions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_StudyMembers_Studies_StudyId",
                table: "StudyMembers",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_StudyReaders_Studies_StudyId",
                table: "StudyReaders",
                column: "StudyId",
                principalTable: "Studies",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
