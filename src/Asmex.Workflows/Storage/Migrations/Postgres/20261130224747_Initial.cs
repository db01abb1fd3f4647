using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Asmex.Workflows.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deputy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "approval_questions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "approvals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    execution_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    activity_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    levels = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: true),
                    granted = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: true),
                    envelope_id = table.Column<Guid>(type: "uuid", nullable: true),
                    line = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    commitment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    policy_version = table.Column<int>(type: "integer", nullable: true),
                    requester_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requester_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    requester_for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    round = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<string>(type: "text", nullable: true),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    escalate_on = table.Column<DateOnly>(type: "date", nullable: true),
                    escalation = table.Column<string>(type: "text", nullable: true),
                    escalate_to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    escalated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approvals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_rows",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    previous = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_rows", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "bookmarks",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    activity_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    node_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    stimulus = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bookmarks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    feast = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    hijri_year = table.Column<int>(type: "integer", nullable: true),
                    certainty = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    name = table.Column<string>(type: "text", nullable: true),
                    withdrawn_version = table.Column<int>(type: "integer", nullable: true),
                    rest = table.Column<string>(type: "text", nullable: false),
                    moved = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    content = table.Column<string>(type: "text", nullable: false),
                    audience = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    made_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    send_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    tended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    stopped = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaigns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channel_choices",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_choices", x => new { x.person_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "commitments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    envelope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    purpose = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    left_over = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commitments", x => x.id);
                    table.CheckConstraint("ck_commitments_never_overspent", "left_over >= 0");
                });

            migrationBuilder.CreateTable(
                name: "envelopes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    allotted = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    reserved = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    committed = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    spent = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    left_over = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    promised = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    received = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    movements = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_envelopes", x => x.id);
                    table.CheckConstraint("ck_envelopes_never_overspent", "left_over >= 0 AND reserved >= 0 AND committed >= 0 AND spent >= 0 AND promised >= 0 AND received >= 0");
                });

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    given_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    invitation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    content_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "firm_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sender = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    encoding = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    separator = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    taken_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    regions = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    columns = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    warn = table.Column<int>(type: "integer", nullable: false),
                    update = table.Column<int>(type: "integer", nullable: false),
                    duplicate = table.Column<int>(type: "integer", nullable: false),
                    reject = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    kept = table.Column<int>(type: "integer", nullable: false),
                    is_stop_asked = table.Column<bool>(type: "boolean", nullable: false),
                    claimed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_firm_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "firm_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    record = table.Column<string>(type: "text", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_firm_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "firm_pairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    signs = table.Column<string>(type: "text", nullable: false),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_firm_pairs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "firm_segments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    filter = table.Column<string>(type: "text", nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_firm_segments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "firms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    arabic_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    search_key = table.Column<string>(type: "character varying(6000)", maxLength: 6000, nullable: false),
                    match_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ice = table.Column<string>(type: "character varying(15)", maxLength: 15, nullable: true),
                    ice_company = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true),
                    trade_register = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true),
                    court = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    tax_id = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    cnss = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true),
                    legal_form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    staff = table.Column<int>(type: "integer", nullable: true),
                    sector = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    products = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    province = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    website = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    hs_chapters = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    markets = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    other_phones = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    women_led = table.Column<bool>(type: "boolean", nullable: false),
                    export_status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    export_status_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_firms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "guest_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    invited_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_guest_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "history",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    for_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    values = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: true),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    activity_id = table.Column<string>(type: "text", nullable: false),
                    node_id = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    bookmark_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    resolved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    resolved_by = table.Column<string>(type: "text", nullable: true),
                    resolution = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "invitation_rounds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    execution_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    asks_answer = table.Column<bool>(type: "boolean", nullable: false),
                    letter = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    event_changes = table.Column<int>(type: "integer", nullable: false),
                    questions = table.Column<string>(type: "text", nullable: false),
                    reminder_days = table.Column<string>(type: "text", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closes = table.Column<string>(type: "text", nullable: true),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitation_rounds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    bookmark_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    executions = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => new { x.instance_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "kept_answers",
                columns: table => new
                {
                    bookmark_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    actor_language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kept_answers", x => x.bookmark_id);
                });

            migrationBuilder.CreateTable(
                name: "left_out_firms",
                columns: table => new
                {
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_left_out_firms", x => new { x.round_id, x.firm_id });
                });

            migrationBuilder.CreateTable(
                name: "letters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause_key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    html = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    unsubscribe_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    calendar = table.Column<string>(type: "text", nullable: true),
                    entry_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    invitation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    not_before = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "line_tallies",
                columns: table => new
                {
                    envelope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    allotted = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    reserved = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    committed = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    spent = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    promised = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    received = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_line_tallies", x => new { x.envelope_id, x.line, x.month });
                });

            migrationBuilder.CreateTable(
                name: "mail_act_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    seal = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: true),
                    left = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    decisions = table.Column<int>(type: "integer", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_act_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_relays",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    today = table.Column<int>(type: "integer", nullable: false),
                    window_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tried = table.Column<int>(type: "integer", nullable: false),
                    deferred = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    paused_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    words = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    resumed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    resumed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_relays", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "mail_self_checks",
                columns: table => new
                {
                    relay = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    results = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_self_checks", x => x.relay);
                });

            migrationBuilder.CreateTable(
                name: "meeting_decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_participants",
                columns: table => new
                {
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    came = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_participants", x => new { x.meeting_id, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "meeting_points",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_points", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "meeting_series",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    rule = table.Column<string>(type: "text", nullable: false),
                    starts = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    ends = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    invited = table.Column<string>(type: "text", nullable: false),
                    points = table.Column<string>(type: "text", nullable: false),
                    next_month = table.Column<DateOnly>(type: "date", nullable: false),
                    made_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_series", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "movements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    envelope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    supplier = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    partner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    invoiced_on = table.Column<DateOnly>(type: "date", nullable: true),
                    document_id = table.Column<Guid>(type: "uuid", nullable: true),
                    document_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    other_envelope_id = table.Column<Guid>(type: "uuid", nullable: true),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: false),
                    path = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    cause = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    digested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outreach_links",
                columns: table => new
                {
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    invitation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outreach_links", x => x.token_hash);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    arabic_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    suspended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    budget = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    report = table.Column<string>(type: "text", nullable: true),
                    remarks = table.Column<string>(type: "text", nullable: true),
                    launched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    validated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closes_with_actions = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    holes = table.Column<string>(type: "text", nullable: true),
                    despite = table.Column<string>(type: "text", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "received_mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    from = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    refusal = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_received_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "remembered_mappings",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_remembered_mappings", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: true),
                    days = table.Column<int>(type: "integer", nullable: false),
                    to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rights_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    settled_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rights_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saved_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "short_codes",
                columns: table => new
                {
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    invitation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    use = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_short_codes", x => x.code_hash);
                });

            migrationBuilder.CreateTable(
                name: "suppressions",
                columns: table => new
                {
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_suppressions", x => x.address_hash);
                });

            migrationBuilder.CreateTable(
                name: "task_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false),
                    required = table.Column<bool>(type: "boolean", nullable: false),
                    done_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    mentioned = table.Column<string>(type: "text", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    author_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_comments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    execution_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    activity_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    made_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entrusted_id = table.Column<Guid>(type: "uuid", nullable: true),
                    doer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    returned_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    priority = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    follow_up_on = table.Column<DateOnly>(type: "date", nullable: true),
                    search_words = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    instructions = table.Column<string>(type: "text", nullable: true),
                    form = table.Column<string>(type: "text", nullable: false),
                    outcomes = table.Column<string>(type: "text", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<string>(type: "text", nullable: true),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    draft = table.Column<string>(type: "text", nullable: true),
                    draft_saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    draft_saved_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    remarks = table.Column<string>(type: "text", nullable: true),
                    remarks_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    outcome = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    values = table.Column<string>(type: "text", nullable: true),
                    completed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    completed_for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_for = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tasks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "template_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    approved_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_template_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_definitions",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    file = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    written_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    edited_in = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_instances",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    correlation_id = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sub_status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_bookmark_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    held_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    held_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    bursts = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "year_ends",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    lines = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    prepared_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    prepared_for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    prepared_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    prepared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reviewed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reviewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    remarks = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_year_ends", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    approval_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    for_id = table.Column<Guid>(type: "uuid", nullable: true),
                    for_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    policy_version = table.Column<int>(type: "integer", nullable: true),
                    seen = table.Column<string>(type: "text", nullable: true),
                    kept_from_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_decisions_approvals_approval_id",
                        column: x => x.approval_id,
                        principalTable: "approvals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "submitted_audiences",
                columns: table => new
                {
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    firms = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submitted_audiences", x => x.campaign_id);
                    table.ForeignKey(
                        name: "fk_submitted_audiences_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "import_rows",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    cells = table.Column<string>(type: "text", nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    findings = table.Column<string>(type: "text", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: true),
                    same_as_row = table.Column<int>(type: "integer", nullable: true),
                    is_mended = table.Column<bool>(type: "boolean", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    left_version = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_rows", x => new { x.import_id, x.number });
                    table.ForeignKey(
                        name: "fk_import_rows_firm_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "firm_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    arabic_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    address_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    domain = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    is_main = table.Column<bool>(type: "boolean", nullable: false),
                    consent_basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    consent_on = table.Column<DateOnly>(type: "date", nullable: true),
                    consent_source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    consent_text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    opted_out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    opt_out_source = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => x.id);
                    table.ForeignKey(
                        name: "fk_contacts_firms_firm_id",
                        column: x => x.firm_id,
                        principalTable: "firms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "conversions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    evidence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    market = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_counted = table.Column<bool>(type: "boolean", nullable: false),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversions", x => x.id);
                    table.ForeignKey(
                        name: "fk_conversions_firms_firm_id",
                        column: x => x.firm_id,
                        principalTable: "firms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "export_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    evidence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_export_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_export_changes_firms_firm_id",
                        column: x => x.firm_id,
                        principalTable: "firms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "firm_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    whom = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_firm_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_firm_notes_firms_firm_id",
                        column: x => x.firm_id,
                        principalTable: "firms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "needs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    sector = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    urgency = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    stated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    place_id = table.Column<Guid>(type: "uuid", nullable: true),
                    escalation_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    escalated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    escalated_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    escalated_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decision = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_needs", x => x.id);
                    table.ForeignKey(
                        name: "fk_needs_firms_firm_id",
                        column: x => x.firm_id,
                        principalTable: "firms",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    firm_id = table.Column<Guid>(type: "uuid", nullable: false),
                    firm_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    invited_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reminders_sent = table.Column<int>(type: "integer", nullable: false),
                    is_released = table.Column<bool>(type: "boolean", nullable: false),
                    is_double = table.Column<bool>(type: "boolean", nullable: false),
                    reply = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    participants = table.Column<string>(type: "text", nullable: false),
                    need_category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    need_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    remarks = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: true),
                    offered_until = table.Column<DateOnly>(type: "date", nullable: true),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    arrived_people = table.Column<int>(type: "integer", nullable: true),
                    arrival_noted_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_invitations_invitation_rounds_round_id",
                        column: x => x.round_id,
                        principalTable: "invitation_rounds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "letter_states",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lane = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    give_up_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    worker = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    lease_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reply = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    resolved_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    resolved_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    resolved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    resolution = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_letter_states", x => x.id);
                    table.ForeignKey(
                        name: "FK_letter_states_letters_id",
                        column: x => x.id,
                        principalTable: "letters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mail_buckets",
                columns: table => new
                {
                    relay = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    lane = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    tokens = table.Column<double>(type: "double precision", nullable: false),
                    refilled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    halvings = table.Column<int>(type: "integer", nullable: false),
                    slowed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_buckets", x => new { x.relay, x.lane });
                    table.ForeignKey(
                        name: "fk_mail_buckets_mail_relays_relay",
                        column: x => x.relay,
                        principalTable: "mail_relays",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    series_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<string>(type: "text", nullable: false),
                    calendar_version = table.Column<int>(type: "integer", nullable: false),
                    starts = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    ends = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    convened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    minutes = table.Column<string>(type: "text", nullable: true),
                    minutes_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    minutes_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meetings", x => x.id);
                    table.ForeignKey(
                        name: "fk_meetings_meeting_series_series_id",
                        column: x => x.series_id,
                        principalTable: "meeting_series",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointments", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointments_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "asp_net_user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asp_net_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_asp_net_user_claims_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "asp_net_user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asp_net_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_asp_net_user_logins_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "asp_net_user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asp_net_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_asp_net_user_tokens_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "actions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    edition = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    fixed_date = table.Column<DateOnly>(type: "date", nullable: true),
                    budget = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    instance_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    indicators = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_actions", x => x.id);
                    table.ForeignKey(
                        name: "fk_actions_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "objectives",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    indicator = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    target = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: false),
                    result = table.Column<decimal>(type: "numeric(15,2)", precision: 15, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objectives", x => x.id);
                    table.ForeignKey(
                        name: "fk_objectives_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "audit_head",
                columns: new[] { "id", "hash", "number" },
                values: new object[] { 1, "0000000000000000000000000000000000000000000000000000000000000000", 0 });

            migrationBuilder.CreateIndex(
                name: "ix_absences_deputy_id_until",
                table: "absences",
                columns: new[] { "deputy_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_absences_person_id_until",
                table: "absences",
                columns: new[] { "person_id", "until" });

            migrationBuilder.CreateIndex(
                name: "ix_actions_instance_id",
                table: "actions",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_actions_plan_id_type_edition",
                table: "actions",
                columns: new[] { "plan_id", "type", "edition" },
                unique: true,
                filter: "status <> 'Abandoned'");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_person_id",
                table: "appointments",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_role_region",
                table: "appointments",
                columns: new[] { "role", "region" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_questions_approval_id",
                table: "approval_questions",
                column: "approval_id");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_action_id",
                table: "approvals",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_envelope_id",
                table: "approvals",
                column: "envelope_id");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_execution_id",
                table: "approvals",
                column: "execution_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_approvals_instance_id",
                table: "approvals",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_plan_id",
                table: "approvals",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_approvals_status_due_on",
                table: "approvals",
                columns: new[] { "status", "due_on" },
                filter: "status = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_asp_net_user_claims_user_id",
                table: "asp_net_user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_asp_net_user_logins_user_id",
                table: "asp_net_user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_kind_key",
                table: "audit_rows",
                columns: new[] { "kind", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_bookmarks_due_at",
                table: "bookmarks",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bookmarks_instance_id",
                table: "bookmarks",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_bookmarks_stimulus",
                table: "bookmarks",
                column: "stimulus",
                filter: "stimulus IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_changes_version",
                table: "calendar_changes",
                column: "version",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_calendar_changes_withdrawn_version",
                table: "calendar_changes",
                column: "withdrawn_version",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_approval_id",
                table: "campaigns",
                column: "approval_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaigns_state_starts_at",
                table: "campaigns",
                columns: new[] { "state", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_commitments_envelope_id",
                table: "commitments",
                column: "envelope_id");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_address_hash",
                table: "contacts",
                column: "address_hash");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_domain",
                table: "contacts",
                column: "domain");

            migrationBuilder.CreateIndex(
                name: "ix_contacts_firm_id",
                table: "contacts",
                column: "firm_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversions_action_id",
                table: "conversions",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversions_firm_id",
                table: "conversions",
                column: "firm_id",
                unique: true,
                filter: "is_counted");

            migrationBuilder.CreateIndex(
                name: "ix_conversions_region_on",
                table: "conversions",
                columns: new[] { "region", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_decisions_approval_id_number",
                table: "decisions",
                columns: new[] { "approval_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_decisions_approval_id_person_id",
                table: "decisions",
                columns: new[] { "approval_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_envelopes_action_id",
                table: "envelopes",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_envelopes_plan_id_action_id",
                table: "envelopes",
                columns: new[] { "plan_id", "action_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_export_changes_firm_id_on",
                table: "export_changes",
                columns: new[] { "firm_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_files_invitation_id",
                table: "files",
                column: "invitation_id");

            migrationBuilder.CreateIndex(
                name: "ix_files_task_id",
                table: "files",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_firm_imports_state",
                table: "firm_imports",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_firm_imports_taken_at",
                table: "firm_imports",
                column: "taken_at");

            migrationBuilder.CreateIndex(
                name: "ix_firm_merges_firm_id",
                table: "firm_merges",
                column: "firm_id");

            migrationBuilder.CreateIndex(
                name: "ix_firm_merges_other_id",
                table: "firm_merges",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_firm_notes_firm_id_on",
                table: "firm_notes",
                columns: new[] { "firm_id", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_firm_pairs_first_id_second_id",
                table: "firm_pairs",
                columns: new[] { "first_id", "second_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_firm_pairs_second_id",
                table: "firm_pairs",
                column: "second_id");

            migrationBuilder.CreateIndex(
                name: "ix_firm_pairs_state_score",
                table: "firm_pairs",
                columns: new[] { "state", "score" });

            migrationBuilder.CreateIndex(
                name: "ix_firm_segments_is_shared",
                table: "firm_segments",
                column: "is_shared");

            migrationBuilder.CreateIndex(
                name: "ix_firm_segments_owner_id_name",
                table: "firm_segments",
                columns: new[] { "owner_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_firms_ice_company",
                table: "firms",
                column: "ice_company",
                unique: true,
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_firms_match_key",
                table: "firms",
                column: "match_key");

            migrationBuilder.CreateIndex(
                name: "ix_firms_merged_into_id",
                table: "firms",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_firms_name",
                table: "firms",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_firms_phone",
                table: "firms",
                column: "phone");

            migrationBuilder.CreateIndex(
                name: "ix_firms_region_name",
                table: "firms",
                columns: new[] { "region", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_firms_region_sector",
                table: "firms",
                columns: new[] { "region", "sector" });

            migrationBuilder.CreateIndex(
                name: "ix_guest_links_task_id",
                table: "guest_links",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_guest_links_token_hash",
                table: "guest_links",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_history_action_id",
                table: "history",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_firm_id",
                table: "history",
                column: "firm_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_person_id",
                table: "history",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_plan_id",
                table: "history",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_task_id",
                table: "history",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_rows_import_id_verdict_number",
                table: "import_rows",
                columns: new[] { "import_id", "verdict", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_at",
                table: "incidents",
                column: "at",
                filter: "resolved_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_instance_id",
                table: "incidents",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitation_rounds_action_id",
                table: "invitation_rounds",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitation_rounds_campaign_id",
                table: "invitation_rounds",
                column: "campaign_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitation_rounds_execution_id",
                table: "invitation_rounds",
                column: "execution_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_invitation_rounds_state_closes_on",
                table: "invitation_rounds",
                columns: new[] { "state", "closes_on" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_action_id",
                table: "invitations",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_address",
                table: "invitations",
                column: "address");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_firm_id",
                table: "invitations",
                column: "firm_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_invited_at",
                table: "invitations",
                column: "invited_at");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_place_offered_until",
                table: "invitations",
                columns: new[] { "place", "offered_until" });

            migrationBuilder.CreateIndex(
                name: "ix_invitations_round_id_firm_id",
                table: "invitations",
                columns: new[] { "round_id", "firm_id" },
                unique: true,
                filter: "NOT is_double");

            migrationBuilder.CreateIndex(
                name: "ix_journal_bookmark_id",
                table: "journal",
                column: "bookmark_id",
                unique: true,
                filter: "bookmark_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_kept_answers_instance_id",
                table: "kept_answers",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_letters_give_up_at",
                table: "letter_states",
                column: "give_up_at",
                filter: "state IN ('Ready', 'Deferred')");

            migrationBuilder.CreateIndex(
                name: "ix_letters_lane_rank_due_at",
                table: "letter_states",
                columns: new[] { "lane", "rank", "due_at" },
                filter: "state IN ('Ready', 'Deferred')");

            migrationBuilder.CreateIndex(
                name: "ix_letters_state_due_at",
                table: "letter_states",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_letters_action_id",
                table: "letters",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_letters_cause_key",
                table: "letters",
                column: "cause_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letters_firm_id",
                table: "letters",
                column: "firm_id");

            migrationBuilder.CreateIndex(
                name: "ix_letters_invitation_id",
                table: "letters",
                column: "invitation_id");

            migrationBuilder.CreateIndex(
                name: "ix_letters_kind_not_before",
                table: "letters",
                columns: new[] { "kind", "not_before" });

            migrationBuilder.CreateIndex(
                name: "ix_letters_task_id",
                table: "letters",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_mail_act_links_person_id",
                table: "mail_act_links",
                column: "person_id",
                filter: "used_at IS NULL AND revoked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mail_act_links_token_hash",
                table: "mail_act_links",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_decisions_meeting_id_number",
                table: "meeting_decisions",
                columns: new[] { "meeting_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_decisions_task_id",
                table: "meeting_decisions",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_participants_person_id",
                table: "meeting_participants",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_points_meeting_id_number",
                table: "meeting_points",
                columns: new[] { "meeting_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_meetings_on",
                table: "meetings",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_meetings_series_id_month",
                table: "meetings",
                columns: new[] { "series_id", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_movements_approval_id",
                table: "movements",
                column: "approval_id");

            migrationBuilder.CreateIndex(
                name: "ix_movements_corrects_id",
                table: "movements",
                column: "corrects_id",
                filter: "corrects_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_movements_envelope_id_number",
                table: "movements",
                columns: new[] { "envelope_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_movements_envelope_id_partner",
                table: "movements",
                columns: new[] { "envelope_id", "partner" },
                filter: "partner IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_needs_action_id",
                table: "needs",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_needs_firm_id",
                table: "needs",
                column: "firm_id");

            migrationBuilder.CreateIndex(
                name: "ix_needs_month_category",
                table: "needs",
                columns: new[] { "month", "category" });

            migrationBuilder.CreateIndex(
                name: "ix_needs_place_id",
                table: "needs",
                column: "place_id");

            migrationBuilder.CreateIndex(
                name: "ix_needs_region_category_stated_at",
                table: "needs",
                columns: new[] { "region", "category", "stated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_needs_state_stated_at",
                table: "needs",
                columns: new[] { "state", "stated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_cause_person_id",
                table: "notifications",
                columns: new[] { "cause", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_for_digest",
                table: "notifications",
                column: "person_id",
                filter: "channel = 'Digest' AND digested_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_person_id_at",
                table: "notifications",
                columns: new[] { "person_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_unread",
                table: "notifications",
                column: "person_id",
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_objectives_plan_id",
                table: "objectives",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_outreach_links_invitation_id",
                table: "outreach_links",
                column: "invitation_id");

            migrationBuilder.CreateIndex(
                name: "email_index",
                table: "people",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "people",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_plans_region_year",
                table: "plans",
                columns: new[] { "region", "year" },
                unique: true,
                filter: "status <> 'Abandoned'");

            migrationBuilder.CreateIndex(
                name: "ix_received_mails_at",
                table: "received_mails",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_received_mails_firm_id_at",
                table: "received_mails",
                columns: new[] { "firm_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_received_mails_key",
                table: "received_mails",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_received_mails_letter_id",
                table: "received_mails",
                column: "letter_id");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_approval_id_days_to",
                table: "reminders",
                columns: new[] { "approval_id", "days", "to" },
                unique: true,
                filter: "approval_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_due_at",
                table: "reminders",
                column: "due_at",
                filter: "status = 'Planned'");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_task_id_days_to",
                table: "reminders",
                columns: new[] { "task_id", "days", "to" },
                unique: true,
                filter: "task_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_rights_requests_state_due_on",
                table: "rights_requests",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_lists_person_id_name",
                table: "saved_lists",
                columns: new[] { "person_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_short_codes_invitation_id",
                table: "short_codes",
                column: "invitation_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_checks_task_id",
                table: "task_checks",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_comments_task_id_at",
                table: "task_comments",
                columns: new[] { "task_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_action_id",
                table: "tasks",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_assignee_id_due_on",
                table: "tasks",
                columns: new[] { "assignee_id", "due_on" },
                filter: "status = 'Open' AND entrusted_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_doer_id_completed_at_id",
                table: "tasks",
                columns: new[] { "doer_id", "completed_at", "id" },
                filter: "status = 'Done'");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_doer_id_due_on_id_region_priority_opened_at_follow_up~",
                table: "tasks",
                columns: new[] { "doer_id", "due_on", "id", "region", "priority", "opened_at", "follow_up_on", "plan_id", "action_id", "search_words" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_due_on_id_region_role_assignee_id_doer_id_priority_op~",
                table: "tasks",
                columns: new[] { "due_on", "id", "region", "role", "assignee_id", "doer_id", "priority", "opened_at", "follow_up_on", "search_words" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_execution_id",
                table: "tasks",
                column: "execution_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tasks_instance_id",
                table: "tasks",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_opened_at_id_region",
                table: "tasks",
                columns: new[] { "opened_at", "id", "region" },
                descending: new[] { true, false, false },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_plan_id",
                table: "tasks",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_region_due_on_id",
                table: "tasks",
                columns: new[] { "region", "due_on", "id" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_role_region_due_on_id_assignee_id_search_words",
                table: "tasks",
                columns: new[] { "role", "region", "due_on", "id", "assignee_id", "search_words" },
                filter: "status = 'Open' AND assignee_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_template_versions_key_language_number",
                table: "template_versions",
                columns: new[] { "key", "language", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_definition_id_version",
                table: "workflow_definitions",
                columns: new[] { "definition_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_action_id",
                table: "workflow_instances",
                column: "action_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_definition_id_status",
                table: "workflow_instances",
                columns: new[] { "definition_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_plan_id",
                table: "workflow_instances",
                column: "plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_year_ends_region_year",
                table: "year_ends",
                columns: new[] { "region", "year" },
                unique: true,
                filter: "status = 'Prepared'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "actions");

            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "approval_questions");

            migrationBuilder.DropTable(
                name: "asp_net_user_claims");

            migrationBuilder.DropTable(
                name: "asp_net_user_logins");

            migrationBuilder.DropTable(
                name: "asp_net_user_tokens");

            migrationBuilder.DropTable(
                name: "audit_head");

            migrationBuilder.DropTable(
                name: "audit_rows");

            migrationBuilder.DropTable(
                name: "bookmarks");

            migrationBuilder.DropTable(
                name: "calendar_changes");

            migrationBuilder.DropTable(
                name: "channel_choices");

            migrationBuilder.DropTable(
                name: "commitments");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "conversions");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "envelopes");

            migrationBuilder.DropTable(
                name: "export_changes");

            migrationBuilder.DropTable(
                name: "files");

            migrationBuilder.DropTable(
                name: "firm_merges");

            migrationBuilder.DropTable(
                name: "firm_notes");

            migrationBuilder.DropTable(
                name: "firm_pairs");

            migrationBuilder.DropTable(
                name: "firm_segments");

            migrationBuilder.DropTable(
                name: "guest_links");

            migrationBuilder.DropTable(
                name: "history");

            migrationBuilder.DropTable(
                name: "import_rows");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "kept_answers");

            migrationBuilder.DropTable(
                name: "left_out_firms");

            migrationBuilder.DropTable(
                name: "letter_states");

            migrationBuilder.DropTable(
                name: "line_tallies");

            migrationBuilder.DropTable(
                name: "mail_act_links");

            migrationBuilder.DropTable(
                name: "mail_buckets");

            migrationBuilder.DropTable(
                name: "mail_self_checks");

            migrationBuilder.DropTable(
                name: "meeting_decisions");

            migrationBuilder.DropTable(
                name: "meeting_participants");

            migrationBuilder.DropTable(
                name: "meeting_points");

            migrationBuilder.DropTable(
                name: "meetings");

            migrationBuilder.DropTable(
                name: "movements");

            migrationBuilder.DropTable(
                name: "needs");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "objectives");

            migrationBuilder.DropTable(
                name: "outreach_links");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "received_mails");

            migrationBuilder.DropTable(
                name: "remembered_mappings");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropTable(
                name: "rights_requests");

            migrationBuilder.DropTable(
                name: "saved_lists");

            migrationBuilder.DropTable(
                name: "short_codes");

            migrationBuilder.DropTable(
                name: "submitted_audiences");

            migrationBuilder.DropTable(
                name: "suppressions");

            migrationBuilder.DropTable(
                name: "task_checks");

            migrationBuilder.DropTable(
                name: "task_comments");

            migrationBuilder.DropTable(
                name: "tasks");

            migrationBuilder.DropTable(
                name: "template_versions");

            migrationBuilder.DropTable(
                name: "workflow_definitions");

            migrationBuilder.DropTable(
                name: "workflow_instances");

            migrationBuilder.DropTable(
                name: "year_ends");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "approvals");

            migrationBuilder.DropTable(
                name: "firm_imports");

            migrationBuilder.DropTable(
                name: "invitation_rounds");

            migrationBuilder.DropTable(
                name: "letters");

            migrationBuilder.DropTable(
                name: "mail_relays");

            migrationBuilder.DropTable(
                name: "meeting_series");

            migrationBuilder.DropTable(
                name: "firms");

            migrationBuilder.DropTable(
                name: "plans");

            migrationBuilder.DropTable(
                name: "campaigns");
        }
    }
}
