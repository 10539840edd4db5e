-- engine/store/sql/0001_initial.sql - directory.db, the system of record
--
--     source -> import_run -> raw_record -> record (24 HSDS tables) and fact
--
-- Run once, on an empty file, in one transaction. Released: never edit; add
-- 0002_*.sql instead. "WAYP" as a number marks the file as ours.
PRAGMA application_id = 1463900496;

-- ---- where things come from -------------------------------------------------

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT,
    publisher TEXT,
    url TEXT,
    licence TEXT,
    format TEXT
) STRICT;

-- One batch. generation: the index that first showed what it brought.
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL,
    format TEXT,
    mapper TEXT,
    started TEXT NOT NULL,
    finished TEXT,
    generation TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'done')),
    partial INTEGER NOT NULL,
    rows_read INTEGER NOT NULL DEFAULT 0,
    rows_added INTEGER NOT NULL DEFAULT 0,
    rows_changed INTEGER NOT NULL DEFAULT 0,
    rows_unchanged INTEGER NOT NULL DEFAULT 0,
    rows_missing INTEGER NOT NULL DEFAULT 0,
    rows_rejected INTEGER NOT NULL DEFAULT 0,
    finding_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_run_source ON import_run (source_id);

-- What a run had to say about its data, the first ten thousand of it.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL,
    severity TEXT NOT NULL,
    path TEXT,
    line INTEGER NOT NULL,
    position INTEGER NOT NULL,
    message TEXT NOT NULL
) STRICT;
CREATE INDEX finding_run ON finding (run_id);

-- One row of a source: the unit of counting. hash covers mapper and bytes.
CREATE TABLE raw_record (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    key TEXT NOT NULL,
    hash BLOB NOT NULL,
    path TEXT,
    line INTEGER NOT NULL,
    first_run INTEGER NOT NULL,
    last_run INTEGER NOT NULL,
    missing_since TEXT,
    UNIQUE (source_id, table_name, key)
) STRICT;

-- Its bytes, verbatim. Apart, so that seeing a row again rewrites little.
CREATE TABLE raw_body (
    raw_id INTEGER PRIMARY KEY,
    format TEXT,
    body BLOB NOT NULL
) STRICT;

-- What a source calls a record, and the id we gave it: its own if that is a UUID
-- (then there is no row), else UUIDv5 of it.
CREATE TABLE id_map (
    source_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    native_id TEXT NOT NULL,
    uuid TEXT NOT NULL,
    PRIMARY KEY (source_id, entity, native_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX id_map_uuid ON id_map (uuid);

-- A record told by more than one row stands as its best telling has it. The
-- others wait here: content is NULL where a row tells the same as what stands.
CREATE TABLE retelling (
    entity INTEGER NOT NULL,
    id TEXT NOT NULL,
    raw_id INTEGER NOT NULL,
    content TEXT,
    PRIMARY KEY (entity, id, raw_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX retelling_raw ON retelling (raw_id);

-- A record whose links lead nowhere (yet): content is what was told. aside: it
-- was taken out of its table altogether.
CREATE TABLE loose_end (
    entity INTEGER NOT NULL,
    id TEXT NOT NULL,
    aside INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    content TEXT NOT NULL,
    PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;

-- ---- the 24 tables of HSDS 3.2.3 --------------------------------------------
-- Columns as in the standard, numbers as REAL, everything else as text that was
-- checked when it came. Every table ends with the same five: its source, the
-- row that tells it (NULL: made by us), the run that wrote it last, members the
-- standard does not know as one JSON object, and who may see it.

-- Who answers for services.
CREATE TABLE organization (
    id TEXT PRIMARY KEY,
    name TEXT,
    alternate_name TEXT,
    description TEXT,
    email TEXT,
    website TEXT,
    tax_status TEXT,
    tax_id TEXT,
    year_incorporated REAL,
    legal_status TEXT,
    logo TEXT,
    uri TEXT,
    parent_organization_id TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- What several services of one organization belong to.
CREATE TABLE program (
    id TEXT PRIMARY KEY,
    organization_id TEXT,
    name TEXT,
    alternate_name TEXT,
    description TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- What is on offer. guarded: we withhold its places on our own account.
CREATE TABLE service (
    id TEXT PRIMARY KEY,
    organization_id TEXT,
    program_id TEXT,
    name TEXT,
    alternate_name TEXT,
    description TEXT,
    url TEXT,
    email TEXT,
    status TEXT,
    interpretation_services TEXT,
    application_process TEXT,
    fees_description TEXT,
    wait_time TEXT,
    fees TEXT,
    accreditations TEXT,
    eligibility_description TEXT,
    minimum_age REAL,
    maximum_age REAL,
    assured_date TEXT,
    assurer_email TEXT,
    licenses TEXT,
    alert TEXT,
    last_modified TEXT,
    guarded INTEGER NOT NULL DEFAULT 0,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- A taxonomy term said of any record: link_entity names its table.
CREATE TABLE attribute (
    id TEXT PRIMARY KEY,
    link_id TEXT,
    taxonomy_term_id TEXT,
    link_type TEXT,
    link_entity TEXT,
    value TEXT,
    label TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- A service given at one place: what is matched and ranked.
CREATE TABLE service_at_location (
    id TEXT PRIMARY KEY,
    service_id TEXT,
    location_id TEXT,
    description TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- A place, physical or not.
CREATE TABLE location (
    id TEXT PRIMARY KEY,
    location_type TEXT,
    url TEXT,
    organization_id TEXT,
    name TEXT,
    alternate_name TEXT,
    description TEXT,
    transportation TEXT,
    latitude REAL,
    longitude REAL,
    external_identifier TEXT,
    external_identifier_type TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- Of whichever of its parents are set; the same goes for the next ones.
CREATE TABLE phone (
    id TEXT PRIMARY KEY,
    location_id TEXT,
    service_id TEXT,
    organization_id TEXT,
    contact_id TEXT,
    service_at_location_id TEXT,
    number TEXT,
    extension REAL,
    type TEXT,
    description TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE contact (
    id TEXT PRIMARY KEY,
    organization_id TEXT,
    service_id TEXT,
    service_at_location_id TEXT,
    location_id TEXT,
    name TEXT,
    title TEXT,
    department TEXT,
    email TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE address (
    id TEXT PRIMARY KEY,
    location_id TEXT,
    attention TEXT,
    address_1 TEXT,
    address_2 TEXT,
    city TEXT,
    region TEXT,
    state_province TEXT,
    postal_code TEXT,
    country TEXT,
    address_type TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- RRULE parts, as HSDS 3 has them.
CREATE TABLE schedule (
    id TEXT PRIMARY KEY,
    service_id TEXT,
    location_id TEXT,
    service_at_location_id TEXT,
    valid_from TEXT,
    valid_to TEXT,
    dtstart TEXT,
    timezone REAL,
    until TEXT,
    count REAL,
    wkst TEXT,
    freq TEXT,
    interval REAL,
    byday TEXT,
    byweekno TEXT,
    bymonthday TEXT,
    byyearday TEXT,
    description TEXT,
    opens_at TEXT,
    closes_at TEXT,
    schedule_link TEXT,
    attending_type TEXT,
    notes TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE funding (
    id TEXT PRIMARY KEY,
    organization_id TEXT,
    service_id TEXT,
    source TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE service_area (
    id TEXT PRIMARY KEY,
    service_id TEXT,
    service_at_location_id TEXT,
    name TEXT,
    description TEXT,
    extent TEXT,
    extent_type TEXT,
    uri TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE required_document (
    id TEXT PRIMARY KEY,
    service_id TEXT,
    document TEXT,
    uri TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE language (
    id TEXT PRIMARY KEY,
    service_id TEXT,
    location_id TEXT,
    phone_id TEXT,
    name TEXT,
    code TEXT,
    note TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE accessibility (
    id TEXT PRIMARY KEY,
    location_id TEXT,
    description TEXT,
    details TEXT,
    url TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE taxonomy_term (
    id TEXT PRIMARY KEY,
    code TEXT,
    name TEXT,
    description TEXT,
    parent_id TEXT,
    taxonomy TEXT,
    language TEXT,
    taxonomy_id TEXT,
    term_uri TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- The publisher's own journal of changes.
CREATE TABLE metadata (
    id TEXT PRIMARY KEY,
    resource_id TEXT,
    resource_type TEXT,
    last_action_date TEXT,
    last_action_type TEXT,
    field_name TEXT,
    previous_value TEXT,
    replacement_value TEXT,
    updated_by TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE meta_table_description (
    id TEXT PRIMARY KEY,
    name TEXT,
    language TEXT,
    character_set TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE cost_option (
    id TEXT PRIMARY KEY,
    service_id TEXT,
    valid_from TEXT,
    valid_to TEXT,
    option TEXT,
    currency TEXT,
    amount REAL,
    amount_description TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE organization_identifier (
    id TEXT PRIMARY KEY,
    organization_id TEXT,
    identifier_scheme TEXT,
    identifier_type TEXT,
    identifier TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE taxonomy (
    id TEXT PRIMARY KEY,
    name TEXT,
    description TEXT,
    uri TEXT,
    version TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

-- How much is free, and when that was so.
CREATE TABLE service_capacity (
    id TEXT PRIMARY KEY,
    service_id TEXT,
    unit_id TEXT,
    available REAL,
    maximum REAL,
    description TEXT,
    updated TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE unit (
    id TEXT PRIMARY KEY,
    name TEXT,
    scheme TEXT,
    identifier TEXT,
    uri TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE TABLE url (
    id TEXT PRIMARY KEY,
    label TEXT,
    url TEXT,
    organization_id TEXT,
    service_id TEXT,
    source_id INTEGER NOT NULL,
    raw_id INTEGER,
    run_id INTEGER NOT NULL,
    extra_json TEXT,
    visibility TEXT NOT NULL DEFAULT 'public' CHECK (
        visibility IN ('public', 'partner', 'private', 'confidential')
    )
) STRICT;

CREATE INDEX organization_parent_organization_id
    ON organization (parent_organization_id)
    WHERE parent_organization_id IS NOT NULL;
CREATE INDEX program_organization_id ON program (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX service_organization_id ON service (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX service_program_id ON service (program_id)
    WHERE program_id IS NOT NULL;
CREATE INDEX attribute_link_id ON attribute (link_id)
    WHERE link_id IS NOT NULL;
CREATE INDEX attribute_taxonomy_term_id ON attribute (taxonomy_term_id)
    WHERE taxonomy_term_id IS NOT NULL;
CREATE INDEX service_at_location_service_id ON service_at_location (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX service_at_location_location_id
    ON service_at_location (location_id)
    WHERE location_id IS NOT NULL;
CREATE INDEX location_organization_id ON location (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX phone_location_id ON phone (location_id)
    WHERE location_id IS NOT NULL;
CREATE INDEX phone_service_id ON phone (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX phone_organization_id ON phone (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX phone_contact_id ON phone (contact_id)
    WHERE contact_id IS NOT NULL;
CREATE INDEX phone_service_at_location_id ON phone (service_at_location_id)
    WHERE service_at_location_id IS NOT NULL;
CREATE INDEX contact_organization_id ON contact (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX contact_service_id ON contact (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX contact_service_at_location_id ON contact (service_at_location_id)
    WHERE service_at_location_id IS NOT NULL;
CREATE INDEX contact_location_id ON contact (location_id)
    WHERE location_id IS NOT NULL;
CREATE INDEX address_location_id ON address (location_id)
    WHERE location_id IS NOT NULL;
CREATE INDEX schedule_service_id ON schedule (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX schedule_location_id ON schedule (location_id)
    WHERE location_id IS NOT NULL;
CREATE INDEX schedule_service_at_location_id
    ON schedule (service_at_location_id)
    WHERE service_at_location_id IS NOT NULL;
CREATE INDEX funding_organization_id ON funding (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX funding_service_id ON funding (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX service_area_service_id ON service_area (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX service_area_service_at_location_id
    ON service_area (service_at_location_id)
    WHERE service_at_location_id IS NOT NULL;
CREATE INDEX required_document_service_id ON required_document (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX language_service_id ON language (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX language_location_id ON language (location_id)
    WHERE location_id IS NOT NULL;
CREATE INDEX language_phone_id ON language (phone_id)
    WHERE phone_id IS NOT NULL;
CREATE INDEX accessibility_location_id ON accessibility (location_id)
    WHERE location_id IS NOT NULL;
CREATE INDEX taxonomy_term_parent_id ON taxonomy_term (parent_id)
    WHERE parent_id IS NOT NULL;
CREATE INDEX taxonomy_term_taxonomy_id ON taxonomy_term (taxonomy_id)
    WHERE taxonomy_id IS NOT NULL;
CREATE INDEX metadata_resource_id ON metadata (resource_id)
    WHERE resource_id IS NOT NULL;
CREATE INDEX cost_option_service_id ON cost_option (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX organization_identifier_organization_id
    ON organization_identifier (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX service_capacity_service_id ON service_capacity (service_id)
    WHERE service_id IS NOT NULL;
CREATE INDEX service_capacity_unit_id ON service_capacity (unit_id)
    WHERE unit_id IS NOT NULL;
CREATE INDEX url_organization_id ON url (organization_id)
    WHERE organization_id IS NOT NULL;
CREATE INDEX url_service_id ON url (service_id)
    WHERE service_id IS NOT NULL;

-- To take back what a row told.
CREATE INDEX organization_raw ON organization (raw_id);
CREATE INDEX program_raw ON program (raw_id);
CREATE INDEX service_raw ON service (raw_id);
CREATE INDEX attribute_raw ON attribute (raw_id);
CREATE INDEX service_at_location_raw ON service_at_location (raw_id);
CREATE INDEX location_raw ON location (raw_id);
CREATE INDEX phone_raw ON phone (raw_id);
CREATE INDEX contact_raw ON contact (raw_id);
CREATE INDEX address_raw ON address (raw_id);
CREATE INDEX schedule_raw ON schedule (raw_id);
CREATE INDEX funding_raw ON funding (raw_id);
CREATE INDEX service_area_raw ON service_area (raw_id);
CREATE INDEX required_document_raw ON required_document (raw_id);
CREATE INDEX language_raw ON language (raw_id);
CREATE INDEX accessibility_raw ON accessibility (raw_id);
CREATE INDEX taxonomy_term_raw ON taxonomy_term (raw_id);
CREATE INDEX metadata_raw ON metadata (raw_id);
CREATE INDEX meta_table_description_raw ON meta_table_description (raw_id);
CREATE INDEX cost_option_raw ON cost_option (raw_id);
CREATE INDEX organization_identifier_raw ON organization_identifier (raw_id);
CREATE INDEX taxonomy_raw ON taxonomy (raw_id);
CREATE INDEX service_capacity_raw ON service_capacity (raw_id);
CREATE INDEX unit_raw ON unit (raw_id);
CREATE INDEX url_raw ON url (raw_id);

-- To look again at what a run wrote, without reading the rest.
CREATE INDEX organization_run ON organization (run_id);
CREATE INDEX program_run ON program (run_id);
CREATE INDEX service_run ON service (run_id);
CREATE INDEX attribute_run ON attribute (run_id);
CREATE INDEX service_at_location_run ON service_at_location (run_id);
CREATE INDEX location_run ON location (run_id);
CREATE INDEX phone_run ON phone (run_id);
CREATE INDEX contact_run ON contact (run_id);
CREATE INDEX address_run ON address (run_id);
CREATE INDEX schedule_run ON schedule (run_id);
CREATE INDEX funding_run ON funding (run_id);
CREATE INDEX service_area_run ON service_area (run_id);
CREATE INDEX required_document_run ON required_document (run_id);
CREATE INDEX language_run ON language (run_id);
CREATE INDEX accessibility_run ON accessibility (run_id);
CREATE INDEX taxonomy_term_run ON taxonomy_term (run_id);
CREATE INDEX metadata_run ON metadata (run_id);
CREATE INDEX meta_table_description_run ON meta_table_description (run_id);
CREATE INDEX cost_option_run ON cost_option (run_id);
CREATE INDEX organization_identifier_run ON organization_identifier (run_id);
CREATE INDEX taxonomy_run ON taxonomy (run_id);
CREATE INDEX service_capacity_run ON service_capacity (run_id);
CREATE INDEX unit_run ON unit (run_id);
CREATE INDEX url_run ON url (run_id);

-- ---- facts ------------------------------------------------------------------
-- Nine tables of one shape: what HSDS cannot say and matching needs. A fact is
-- asserted by a row of a source (raw_id), or derived by us from records (raw_id
-- NULL). What lo and hi mean is in waypost/record.h, enum wp_fact_kind.

CREATE TABLE fact_need (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_payer (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_eligibility (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_coverage (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_hours (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_capacity (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_language (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_attribute (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE TABLE fact_cost (
    id INTEGER PRIMARY KEY,
    service_id TEXT NOT NULL,
    service_at_location_id TEXT,
    code TEXT NOT NULL,
    stance TEXT NOT NULL,
    lo REAL,
    hi REAL,
    weight REAL NOT NULL,
    note TEXT,
    valid_from TEXT,
    valid_to TEXT,
    asserted_on TEXT,
    field TEXT,
    evidence TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('asserted', 'derived')),
    source_id INTEGER NOT NULL,
    raw_id INTEGER
) STRICT;

CREATE INDEX fact_need_service ON fact_need (service_id);
CREATE INDEX fact_need_raw ON fact_need (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_payer_service ON fact_payer (service_id);
CREATE INDEX fact_payer_raw ON fact_payer (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_eligibility_service ON fact_eligibility (service_id);
CREATE INDEX fact_eligibility_raw ON fact_eligibility (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_coverage_service ON fact_coverage (service_id);
CREATE INDEX fact_coverage_raw ON fact_coverage (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_hours_service ON fact_hours (service_id);
CREATE INDEX fact_hours_raw ON fact_hours (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_capacity_service ON fact_capacity (service_id);
CREATE INDEX fact_capacity_raw ON fact_capacity (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_language_service ON fact_language (service_id);
CREATE INDEX fact_language_raw ON fact_language (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_attribute_service ON fact_attribute (service_id);
CREATE INDEX fact_attribute_raw ON fact_attribute (raw_id)
    WHERE raw_id IS NOT NULL;
CREATE INDEX fact_cost_service ON fact_cost (service_id);
CREATE INDEX fact_cost_raw ON fact_cost (raw_id)
    WHERE raw_id IS NOT NULL;
