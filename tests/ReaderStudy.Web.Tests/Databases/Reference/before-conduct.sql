-- What the version before the conduct of studies kept (migration ArchivesAndReceiving): a study in the middle of its reading with three cases,
-- one locked and one open reading, and a draft study. Written by that version itself (commit e1fbde9: Study.Draft, Seal, Reading.Lock, AuditTrail),
-- then copied out of its SQLite file row by row. The password of the four accounts is "a password for tests".
INSERT INTO "AspNetUsers" ("Id", "DisplayName", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount") VALUES ('01A21CAC-D023-710D-A3EC-D1EBE5B09B3A', 'coordinator', 'coordinator@test.example', 'COORDINATOR@TEST.EXAMPLE', 'coordinator@test.example', 'COORDINATOR@TEST.EXAMPLE', FALSE, 'AQAAAAIAAYagAAAAEDAfxDeOAVfo2fedGuzCVAwJhboTKKST98Rqyvxy/X3z3Vq1tOiLuBdVS8f5qjFIIQ==', 'S', '6494b1b0-bd8b-411a-88d3-f42470d40fe1', FALSE, FALSE, FALSE, 0);
INSERT INTO "AspNetUsers" ("Id", "DisplayName", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount") VALUES ('01A21CAC-D1D8-74E6-A3D8-606EA65598E9', 'statistician', 'statistician@test.example', 'STATISTICIAN@TEST.EXAMPLE', 'statistician@test.example', 'STATISTICIAN@TEST.EXAMPLE', FALSE, 'AQAAAAIAAYagAAAAEGxtj6jmLDyILpKBA+tBIe8w+aaeupoMKihutRxEoh7ejd+tPUPYrO/41VGHBoDS/Q==', 'S', '2d006eae-24ad-4790-909c-4d6d8effdc8e', FALSE, FALSE, FALSE, 0);
INSERT INTO "AspNetUsers" ("Id", "DisplayName", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount") VALUES ('01A21CAC-D299-7FA4-A546-CDF778B75F74', 'truther', 'truther@test.example', 'TRUTHER@TEST.EXAMPLE', 'truther@test.example', 'TRUTHER@TEST.EXAMPLE', FALSE, 'AQAAAAIAAYagAAAAEN4/WVkTOH96sSJSV6mL/2JhzuKTGl/L246aoS3r8rYftn+egbIXgGP689W5IXqRqw==', 'S', 'f63c6392-c2e3-426a-9aed-4b0fcb622bb8', FALSE, FALSE, FALSE, 0);
INSERT INTO "AspNetUsers" ("Id", "DisplayName", "Level", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount") VALUES ('01A21CAC-D425-7505-819F-DEB17DC539AF', 'reader', 'Senior', 'reader@test.example', 'READER@TEST.EXAMPLE', 'reader@test.example', 'READER@TEST.EXAMPLE', FALSE, 'AQAAAAIAAYagAAAAEKdnM47L2L9JN3SpnGpUp6ugCLND8SvEnDGjVLJvfdqg4eC7jEaXbpdXAixV2gi1qA==', 'S', '81f4f260-e6ae-4033-986c-aafbbacfdeb6', FALSE, FALSE, FALSE, 0);
INSERT INTO "Studies" ("Id", "Name", "Status", "ProtocolText", "ProtocolSha256", "CreatedAt", "SealedAt", "SealedBy", "IsImported") VALUES ('01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'Livers before', 'Reading', '{
  "schema": 1,
  "id": "liver-lesion",
  "title": "Focal liver lesions in multiphase CT",
  "instructions": "Decide first whether the lesion is benign or malignant, then name its subtype, then say how sure you are. If there are several lesions, answer for the largest.",
  "reference": {
    "classes": [
      {
        "id": "HCC",
        "label": "Hepatocellular carcinoma",
        "group": "malignant"
      },
      {
        "id": "ICC",
        "label": "Intrahepatic cholangiocarcinoma",
        "group": "malignant"
      },
      {
        "id": "MET",
        "label": "Metastasis",
        "group": "malignant"
      },
      {
        "id": "FNH",
        "label": "Focal nodular hyperplasia",
        "group": "benign"
      },
      {
        "id": "HEM",
        "label": "Haemangioma",
        "group": "benign"
      },
      {
        "id": "CYST",
        "label": "Cyst",
        "group": "benign"
      }
    ]
  },
  "arms": [
    {
      "id": "unaided",
      "name": "Unaided",
      "showsAi": false
    }
  ],
  "questions": [
    {
      "id": "malignancy",
      "text": "Benign or malignant?",
      "kind": "choice",
      "choices": [
        {
          "id": "benign",
          "label": "Benign"
        },
        {
          "id": "malignant",
          "label": "Malignant"
        }
      ],
      "minimum": 0,
      "maximum": 100,
      "required": true,
      "columns": []
    },
    {
      "id": "subtype",
      "text": "Which subtype?",
      "kind": "choice",
      "choices": [
        {
          "id": "HCC",
          "label": "Hepatocellular carcinoma",
          "when": {
            "question": "malignancy",
            "is": [
              "malignant"
            ]
          }
        },
        {
          "id": "ICC",
          "label": "Intrahepatic cholangiocarcinoma",
          "when": {
            "question": "malignancy",
            "is": [
              "malignant"
            ]
          }
        },
        {
          "id": "MET",
          "label": "Metastasis",
          "when": {
            "question": "malignancy",
            "is": [
              "malignant"
            ]
          }
        },
        {
          "id": "FNH",
          "label": "Focal nodular hyperplasia",
          "when": {
            "question": "malignancy",
            "is": [
              "benign"
            ]
          }
        },
        {
          "id": "HEM",
          "label": "Haemangioma",
          "when": {
            "question": "malignancy",
            "is": [
              "benign"
            ]
          }
        },
        {
          "id": "CYST",
          "label": "Cyst",
          "when": {
            "question": "malignancy",
            "is": [
              "benign"
            ]
          }
        }
      ],
      "minimum": 0,
      "maximum": 100,
      "required": true,
      "when": {
        "question": "malignancy",
        "is": [
          "benign",
          "malignant"
        ]
      },
      "columns": [
        "subtypes"
      ]
    },
    {
      "id": "confidence",
      "text": "How sure are you of the subtype?",
      "kind": "rating",
      "choices": [],
      "minimum": 0,
      "maximum": 100,
      "required": true,
      "when": {
        "question": "malignancy",
        "is": [
          "benign",
          "malignant"
        ]
      },
      "columns": []
    }
  ],
  "tasks": [
    {
      "id": "benign-malignant",
      "name": "Benign or malignant",
      "question": "malignancy",
      "labels": [
        "benign",
        "malignant"
      ],
      "truth": "group",
      "positive": "malignant"
    },
    {
      "id": "malignant-subtype",
      "name": "Subtype of malignant lesions",
      "question": "subtype",
      "labels": [
        "HCC",
        "ICC",
        "MET"
      ],
      "truth": "class",
      "withinGroup": "malignant"
    },
    {
      "id": "benign-subtype",
      "name": "Subtype of benign lesions",
      "question": "subtype",
      "labels": [
        "FNH",
        "HEM",
        "CYST"
      ],
      "truth": "class",
      "withinGroup": "benign"
    }
  ],
  "hanging": {
    "phases": [
      "native",
      "arterial",
      "portal-venous",
      "delayed"
    ],
    "windows": [
      {
        "name": "Liver",
        "center": 90,
        "width": 180
      },
      {
        "name": "Arterial",
        "center": 120,
        "width": 300
      },
      {
        "name": "Soft tissue",
        "center": 50,
        "width": 400
      },
      {
        "name": "Lung",
        "center": -600,
        "width": 1500
      },
      {
        "name": "Bone",
        "center": 400,
        "width": 1800
      }
    ],
    "linkScrolling": true
  }
}', '5a8d5db2ee7c71d9d9e11b2e845e308addc96be2c2b931053b0dd5ee24f2bc52', '2026-11-02 08:30:00.123456', '2026-11-03 08:30:00.123456', '01A21CAC-D023-710D-A3EC-D1EBE5B09B3A', FALSE);
INSERT INTO "Studies" ("Id", "Name", "Status", "ProtocolText", "CreatedAt", "IsImported") VALUES ('01A19B61-2FBB-74D6-9DC6-745637166838', 'Draft before', 'Draft', '{
  "schema": 1,
  "id": "liver-lesion",
  "title": "Focal liver lesions in multiphase CT",
  "instructions": "Decide first whether the lesion is benign or malignant, then name its subtype, then say how sure you are. If there are several lesions, answer for the largest.",
  "reference": {
    "classes": [
      {
        "id": "HCC",
        "label": "Hepatocellular carcinoma",
        "group": "malignant"
      },
      {
        "id": "ICC",
        "label": "Intrahepatic cholangiocarcinoma",
        "group": "malignant"
      },
      {
        "id": "MET",
        "label": "Metastasis",
        "group": "malignant"
      },
      {
        "id": "FNH",
        "label": "Focal nodular hyperplasia",
        "group": "benign"
      },
      {
        "id": "HEM",
        "label": "Haemangioma",
        "group": "benign"
      },
      {
        "id": "CYST",
        "label": "Cyst",
        "group": "benign"
      }
    ]
  },
  "arms": [
    {
      "id": "unaided",
      "name": "Unaided",
      "showsAi": false
    }
  ],
  "questions": [
    {
      "id": "malignancy",
      "text": "Benign or malignant?",
      "kind": "choice",
      "choices": [
        {
          "id": "benign",
          "label": "Benign"
        },
        {
          "id": "malignant",
          "label": "Malignant"
        }
      ],
      "minimum": 0,
      "maximum": 100,
      "required": true,
      "columns": []
    },
    {
      "id": "subtype",
      "text": "Which subtype?",
      "kind": "choice",
      "choices": [
        {
          "id": "HCC",
          "label": "Hepatocellular carcinoma",
          "when": {
            "question": "malignancy",
            "is": [
              "malignant"
            ]
          }
        },
        {
          "id": "ICC",
          "label": "Intrahepatic cholangiocarcinoma",
          "when": {
            "question": "malignancy",
            "is": [
              "malignant"
            ]
          }
        },
        {
          "id": "MET",
          "label": "Metastasis",
          "when": {
            "question": "malignancy",
            "is": [
              "malignant"
            ]
          }
        },
        {
          "id": "FNH",
          "label": "Focal nodular hyperplasia",
          "when": {
            "question": "malignancy",
            "is": [
              "benign"
            ]
          }
        },
        {
          "id": "HEM",
          "label": "Haemangioma",
          "when": {
            "question": "malignancy",
            "is": [
              "benign"
            ]
          }
        },
        {
          "id": "CYST",
          "label": "Cyst",
          "when": {
            "question": "malignancy",
            "is": [
              "benign"
            ]
          }
        }
      ],
      "minimum": 0,
      "maximum": 100,
      "required": true,
      "when": {
        "question": "malignancy",
        "is": [
          "benign",
          "malignant"
        ]
      },
      "columns": [
        "subtypes"
      ]
    },
    {
      "id": "confidence",
      "text": "How sure are you of the subtype?",
      "kind": "rating",
      "choices": [],
      "minimum": 0,
      "maximum": 100,
      "required": true,
      "when": {
        "question": "malignancy",
        "is": [
          "benign",
          "malignant"
        ]
      },
      "columns": []
    }
  ],
  "tasks": [
    {
      "id": "benign-malignant",
      "name": "Benign or malignant",
      "question": "malignancy",
      "labels": [
        "benign",
        "malignant"
      ],
      "truth": "group",
      "positive": "malignant"
    },
    {
      "id": "malignant-subtype",
      "name": "Subtype of malignant lesions",
      "question": "subtype",
      "labels": [
        "HCC",
        "ICC",
        "MET"
      ],
      "truth": "class",
      "withinGroup": "malignant"
    },
    {
      "id": "benign-subtype",
      "name": "Subtype of benign lesions",
      "question": "subtype",
      "labels": [
        "FNH",
        "HEM",
        "CYST"
      ],
      "truth": "class",
      "withinGroup": "benign"
    }
  ],
  "hanging": {
    "phases": [
      "native",
      "arterial",
      "portal-venous",
      "delayed"
    ],
    "windows": [
      {
        "name": "Liver",
        "center": 90,
        "width": 180
      },
      {
        "name": "Arterial",
        "center": 120,
        "width": 300
      },
      {
        "name": "Soft tissue",
        "center": 50,
        "width": 400
      },
      {
        "name": "Lung",
        "center": -600,
        "width": 1500
      },
      {
        "name": "Bone",
        "center": 400,
        "width": 1800
      }
    ],
    "linkScrolling": true
  }
}', '2026-11-02 08:30:00.123456', FALSE);
INSERT INTO "StudyMembers" ("StudyId", "PersonId", "Role") VALUES ('01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', '01A21CAC-D023-710D-A3EC-D1EBE5B09B3A', 'Coordinator');
INSERT INTO "StudyMembers" ("StudyId", "PersonId", "Role") VALUES ('01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', '01A21CAC-D1D8-74E6-A3D8-606EA65598E9', 'Statistician');
INSERT INTO "StudyMembers" ("StudyId", "PersonId", "Role") VALUES ('01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', '01A21CAC-D299-7FA4-A546-CDF778B75F74', 'Truther');
INSERT INTO "StudyMembers" ("StudyId", "PersonId", "Role") VALUES ('01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', '01A21CAC-D425-7505-819F-DEB17DC539AF', 'Reader');
INSERT INTO "StudyMembers" ("StudyId", "PersonId", "Role") VALUES ('01A19B61-2FBB-74D6-9DC6-745637166838', '01A21CAC-D023-710D-A3EC-D1EBE5B09B3A', 'Coordinator');
INSERT INTO "StudyReaders" ("Id", "StudyId", "Name", "Level", "YearsOfExperience", "PersonId") VALUES ('01A21CAC-DC3E-765F-98AC-3A97FD2A06E6', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'Reader 1', 'Senior', 20, '01A21CAC-D425-7505-819F-DEB17DC539AF');
INSERT INTO "Cases" ("Id", "StudyId", "Code", "Pseudonym", "IsIncluded", "NumberMark") VALUES ('01A21CAC-DC5E-7143-BEE6-C4B6E54DD820', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'C003', 'pseudonym 3', TRUE, '');
INSERT INTO "Cases" ("Id", "StudyId", "Code", "Pseudonym", "IsIncluded", "NumberMark") VALUES ('01A21CAC-DC5E-7A08-9608-B2670809FAF6', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'C002', 'pseudonym 2', TRUE, '');
INSERT INTO "Cases" ("Id", "StudyId", "Code", "Pseudonym", "IsIncluded", "NumberMark") VALUES ('01A21CAC-DC5E-7F62-8402-109C929A78C0', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'C001', 'pseudonym 1', TRUE, '');
INSERT INTO "ReferenceStandards" ("Id", "CaseId", "Revision", "ClassId", "Source", "RecordedBy", "RecordedAt") VALUES ('01A19B61-2FBB-7210-BB70-B23B23389125', '01A21CAC-DC5E-7F62-8402-109C929A78C0', 1, 'MET', 'pathology', '01A21CAC-D299-7FA4-A546-CDF778B75F74', '2026-11-02 08:30:00.123456');
INSERT INTO "ReferenceStandards" ("Id", "CaseId", "Revision", "ClassId", "Source", "RecordedBy", "RecordedAt") VALUES ('01A19B61-2FBB-7940-9E4D-230BAE3952EC', '01A21CAC-DC5E-7A08-9608-B2670809FAF6', 1, 'MET', 'pathology', '01A21CAC-D299-7FA4-A546-CDF778B75F74', '2026-11-02 08:30:00.123456');
INSERT INTO "ReferenceStandards" ("Id", "CaseId", "Revision", "ClassId", "Source", "RecordedBy", "RecordedAt") VALUES ('01A19B61-2FBB-7DB6-B6BD-3C465550370A', '01A21CAC-DC5E-7143-BEE6-C4B6E54DD820', 1, 'MET', 'pathology', '01A21CAC-D299-7FA4-A546-CDF778B75F74', '2026-11-02 08:30:00.123456');
INSERT INTO "ReadingSessions" ("Id", "StudyId", "ReaderId", "ArmId", "Number", "Seed") VALUES ('01A21CAC-E4A8-7F44-945C-23A719861D9C', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', '01A21CAC-DC3E-765F-98AC-3A97FD2A06E6', 'unaided', 1, '18446744073709551615');
INSERT INTO "SessionPlaces" ("SessionId", "Position", "CaseId", "Attempt") VALUES ('01A21CAC-E4A8-7F44-945C-23A719861D9C', 1, '01A21CAC-DC5E-7143-BEE6-C4B6E54DD820', 1);
INSERT INTO "SessionPlaces" ("SessionId", "Position", "CaseId", "Attempt") VALUES ('01A21CAC-E4A8-7F44-945C-23A719861D9C', 2, '01A21CAC-DC5E-7F62-8402-109C929A78C0', 1);
INSERT INTO "SessionPlaces" ("SessionId", "Position", "CaseId", "Attempt") VALUES ('01A21CAC-E4A8-7F44-945C-23A719861D9C', 3, '01A21CAC-DC5E-7A08-9608-B2670809FAF6', 1);
INSERT INTO "Readings" ("Id", "StudyId", "ReaderId", "CaseId", "ArmId", "SessionId", "Attempt", "Status", "OpenedAt", "LockedAt") VALUES ('01A1A5AD-E7BB-7105-8280-85C7FD91BCEC', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', '01A21CAC-DC3E-765F-98AC-3A97FD2A06E6', '01A21CAC-DC5E-7143-BEE6-C4B6E54DD820', 'unaided', '01A21CAC-E4A8-7F44-945C-23A719861D9C', 1, 'Locked', '2026-11-04 08:30:00.123456', '2026-11-04 08:32:00.123456');
INSERT INTO "Readings" ("Id", "StudyId", "ReaderId", "CaseId", "ArmId", "SessionId", "Attempt", "Status", "OpenedAt") VALUES ('01A1A5B0-A6DB-7076-A328-96DB7A7A820D', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', '01A21CAC-DC3E-765F-98AC-3A97FD2A06E6', '01A21CAC-DC5E-7F62-8402-109C929A78C0', 'unaided', '01A21CAC-E4A8-7F44-945C-23A719861D9C', 1, 'Draft', '2026-11-04 08:33:00.123456');
INSERT INTO "ReadingRevisions" ("Id", "ReadingId", "Number", "Kind", "AnswersJson", "ClientSequence", "SavedAt") VALUES ('01A1A5AE-D21B-7430-A656-A15D121FC251', '01A1A5AD-E7BB-7105-8280-85C7FD91BCEC', 1, 'Draft', '{"confidence":"70","malignancy":"malignant","subtype":"MET"}', 1, '2026-11-04 08:31:00.123456');
INSERT INTO "ReadingRevisions" ("Id", "ReadingId", "Number", "Kind", "AnswersJson", "ClientSequence", "SavedAt") VALUES ('01A1A5AF-BC7B-7E56-842D-4A4CB4B8A1E6', '01A1A5AD-E7BB-7105-8280-85C7FD91BCEC', 2, 'Lock', '{"confidence":"80","malignancy":"malignant","subtype":"MET"}', 2, '2026-11-04 08:32:00.123456');
INSERT INTO "ReadingRevisions" ("Id", "ReadingId", "Number", "Kind", "AnswersJson", "ClientSequence", "SavedAt") VALUES ('01A1A5B1-913B-766B-8274-9A531CB4A85D', '01A1A5B0-A6DB-7076-A328-96DB7A7A820D', 1, 'Draft', '{"confidence":"10","malignancy":"malignant","subtype":"MET"}', 1, '2026-11-04 08:34:00.123456');
INSERT INTO "AuditEntries" ("Id", "Sequence", "At", "ActorId", "StudyId", "Action", "Subject", "Detail", "PreviousHash", "Hash") VALUES ('01A21CAC-DF47-735F-BA14-C2DB69020956', 1, '2026-11-27 11:03:41.127294', '01A21CAC-D023-710D-A3EC-D1EBE5B09B3A', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'study.created', 'study 01a19b61-2fbb-7f46-a274-8d2d8b13ac5d', 'Livers before', '0000000000000000000000000000000000000000000000000000000000000000', '9892ea4e1db6a198139fdd3b213f86cca339da8f78975d389b71a73d50040ce6');
INSERT INTO "AuditEntries" ("Id", "Sequence", "At", "ActorId", "StudyId", "Action", "Subject", "Detail", "PreviousHash", "Hash") VALUES ('01A21CAC-E577-7C8D-B2D8-1A021A7FCD4D', 2, '2026-11-27 11:03:42.711474', '01A21CAC-D023-710D-A3EC-D1EBE5B09B3A', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'study.sealed', 'study 01a19b61-2fbb-7f46-a274-8d2d8b13ac5d', 'protocol SHA-256 5a8d5db2ee7c71d9d9e11b2e845e308addc96be2c2b931053b0dd5ee24f2bc52; 3 cases, 1 readers, 1 sessions; seed 18446744073709551615', '9892ea4e1db6a198139fdd3b213f86cca339da8f78975d389b71a73d50040ce6', '1e3c053d36d02af2adf8b5a290687c8a65efda9b3b22234e332c6721a6467ce9');
INSERT INTO "AuditEntries" ("Id", "Sequence", "At", "ActorId", "StudyId", "Action", "Subject", "Detail", "PreviousHash", "Hash") VALUES ('01A21CAC-E760-7072-9154-0BE2C025331B', 3, '2026-11-27 11:03:43.200494', '01A21CAC-D425-7505-819F-DEB17DC539AF', '01A19B61-2FBB-7F46-A274-8D2D8B13AC5D', 'reading.locked', 'reading 01a1a5ad-e7bb-7105-8280-85c7fd91bcec', '', '1e3c053d36d02af2adf8b5a290687c8a65efda9b3b22234e332c6721a6467ce9', '6750baed7ca1b29ea054f828573c66808bc9d4923c49f9ff119bd2616b25a5be');
