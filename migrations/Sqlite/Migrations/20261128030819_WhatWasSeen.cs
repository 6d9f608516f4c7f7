using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReaderStudy.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WhatWasSeen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "LesionX",
                table: "ReferenceStandards",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LesionY",
                table: "ReferenceStandards",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LesionZ",
                table: "ReferenceStandards",
                type: "REAL",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "SeenIncrements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Page = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    ContentJson = table.Column<string>(type: "TEXT", maxLength: 65536, nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "IX_SeenIncrements_ReadingId_Page_Sequence",
                table: "SeenIncrements",
                columns: new[] { "ReadingId", "Page", "Sequence" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SeenIncrements");

            migrationBuilder.DropColumn(
                name: "LesionX",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "LesionY",
                table: "ReferenceStandards");

            migrationBuilder.DropColumn(
                name: "LesionZ",
                table: "ReferenceStandards");
        }
    }
}
