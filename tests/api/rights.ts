// Who may do what to whose records: the matrix that requirements G-03 and trust.md (Access) ask for. One line is one
// operation of schema/openapi.json; an operation without a line fails the test. Columns are the roles in the order of
// `roles`:
//   Y  may, and no place is asked
//   R  may where he reaches the record (his place and below); elsewhere it does not exist for him (404)
//   L  reaches it but may only look: 403 within reach, 404 beyond
//   N  may ask, but this one is not his: 404
//   -  may not: 403, whosever it is
// `without` is the answer to somebody who is not logged in.

export const roles = [
    'county_officer', 'county_leader', 'bureau_officer', 'township_officer', 'village_officer', 'inspector', 'viewer',
    'talent', 'system_officer', 'security_officer', 'audit_officer',
] as const;
export type Role = (typeof roles)[number];

/** Accounts of the demonstration that hold the roles, and records as they lie from there. A level without a neighbour
 *  of its kind in the demonstration has no `sibling`; nobody keeps people above a county, so county roles have no
 *  `parent`. */
export const relations = ['own', 'child', 'sibling', 'parent', 'other'] as const;
export type Relation = (typeof relations)[number];

export interface Rule {
    ok: number;
    by: string;
    without?: number;
}

//                                  county leader bureau town village inspector viewer talent system security audit
const line = (ok: number, by: string, without = 401): Rule => ({ ok, by: by.replaceAll(' ', ''), without });

export const rights: Record<string, Rule> = {
    // The door
    get_setup:                  line(200, 'Y Y Y Y Y Y Y Y Y Y Y', 200),
    set_up:                     line(404, 'Y Y Y Y Y Y Y Y Y Y Y', 404),
    log_in:                     line(200, 'Y Y Y Y Y Y Y Y Y Y Y', 200),
    get_session:                line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    log_out:                    line(204, 'Y Y Y Y Y Y Y Y Y Y Y'),
    choose_identity:            line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    change_password:            line(204, 'Y Y Y Y Y Y Y Y Y Y Y'),
    set_preferences:            line(204, 'Y Y Y Y Y Y Y Y Y Y Y'),
    offer_two_factor:           line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    bind_two_factor:            line(204, 'Y Y Y Y Y Y Y Y Y Y Y'),
    unbind_two_factor:          line(204, 'Y Y Y Y Y Y Y Y Y Y Y'),
    list_sessions:              line(200, '- - - - - - - - - Y -'),
    end_session:                line(204, '- - - - - - - - - Y -'),
    // Accounts and grants
    list_accounts:              line(200, '- - - - - - - - Y Y -'),
    get_account:                line(200, '- - - - - - - - Y Y -'),
    open_account:               line(201, '- - - - - - - - - Y -'),
    amend_account:              line(200, '- - - - - - - - - Y -'),
    lock_account:               line(200, '- - - - - - - - - Y -'),
    unlock_account:             line(200, '- - - - - - - - - Y -'),
    disable_account:            line(200, '- - - - - - - - - Y -'),
    reset_password:             line(200, '- - - - - - - - - Y -'),
    remove_two_factor:          line(200, '- - - - - - - - - Y -'),
    get_account_rules:          line(200, '- - - - - - - - Y Y -'),
    set_account_rules:          line(200, '- - - - - - - - - Y -'),
    list_roles:                 line(200, '- - - - - - - - Y Y -'),
    list_grants:                line(200, '- - - - - - - - Y Y -'),
    preview_grant:              line(200, '- - - - - - - - Y Y -'),
    propose_grant:              line(201, '- - - - - - - - - Y -'),
    confirm_grant:              line(200, '- - - - - - - - Y Y -'),
    reject_grant:               line(200, '- - - - - - - - Y Y -'),
    revoke_grant:               line(200, '- - - - - - - - - Y -'),
    // The trail
    list_events:                line(200, '- - - - - - - - - - Y'),
    verify_trail:               line(200, '- - - - - - - - - - Y'),
    // Words
    list_code_tables:           line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    list_codes:                 line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    // Places
    list_regions:               line(200, 'Y Y Y Y Y Y Y - Y Y -'),
    get_region:                 line(200, 'R R R R R R R - Y Y -'),
    summarise_region:           line(200, 'R R R R R R R - - - -'),
    amend_region:               line(200, 'R - - R R - - - - - -'),
    import_regions:             line(200, 'Y - - - - - - - Y - -'),
    // People
    list_people:                line(200, 'Y Y Y Y Y Y - - - - -'),
    count_people_facets:        line(200, 'Y Y Y Y Y Y - - - - -'),
    count_people_places:        line(200, 'Y Y Y Y Y Y - - - - -'),
    register_person:            line(201, 'Y - - Y Y - - - - - -'),
    get_person:                 line(200, 'R R R R R R - - - - -'),
    amend_person:               line(200, 'R - - R R - - - - - -'),
    archive_person:             line(200, 'R - - R R - - - - - -'),
    restore_person:             line(200, 'R - - R R - - - - - -'),
    void_person:                line(200, 'R - - R - - - - - - -'),
    unvoid_person:              line(200, 'R - - - - - - - - - -'),
    confirm_person:             line(200, 'R - - R R - - - - - -'),
    reveal_person_field:        line(200, 'R - - R - - - - - - -'),
    list_person_duplicates:     line(200, 'R R R R R R - - - - -'),
    list_person_history:        line(200, 'R R R R R R - - - - -'),
    get_person_origin:          line(200, 'R R R R R R - - - - -'),
    preview_people_batch:       line(200, 'Y - - Y Y - - - - - -'),
    act_on_people:              line(200, 'Y - - Y Y - - - - - -'),
    list_people_batches:        line(200, 'Y - - Y Y - - - - - -'),
    undo_people_batch:          line(200, 'N - - N N - - - - - -'),
    merge_people:               line(200, 'R - - - - - - - - - -'),
    undo_merger:                line(200, 'R - - - - - - - - - -'),
    tell_people_apart:          line(204, 'R - - R R - - - - - -'),
    list_duplicate_groups:      line(200, 'Y Y Y Y Y Y - - - - -'),
    export_people:              line(200, 'Y - - Y - - - - - - -'),
    list_exports:               line(200, 'Y - - Y - - - - - - -'),
    get_export_limits:          line(200, 'Y - - Y - - - - - - -'),
    withdraw_export:            line(200, 'N - - N - - - - - - -'),
    approve_export:             line(200, 'R - - - - - - - - - -'),
    reject_export:              line(200, 'R - - - - - - - - - -'),
    fetch_export:               line(200, 'N - - N - - - - - - -'),
    // Units
    list_organizations:         line(200, 'Y Y Y Y Y Y - - - - -'),
    register_organization:      line(201, 'Y - Y Y - - - - - - -'),
    get_organization:           line(200, 'R R R R R R - - - - -'),
    amend_organization:         line(200, 'R - R R - - - - - - -'),
    approve_organization:       line(200, 'R - R L - - - - - - -'),
    reject_organization:        line(200, 'R - R L - - - - - - -'),
    suspend_organization:       line(200, 'R - R L - - - - - - -'),
    resume_organization:        line(200, 'R - R L - - - - - - -'),
    dissolve_organization:      line(200, 'R - R L - - - - - - -'),
    // What is asked for and answered
    list_requests:              line(200, 'Y Y Y Y Y Y - - - - -'),
    register_request:           line(201, 'Y - Y Y Y - - - - - -'),
    get_request:                line(200, 'R R R R R R - - - - -'),
    get_request_timeline:       line(200, 'R R R R R R - - - - -'),
    reveal_request_author:      line(200, 'R - R R - - - - - - -'),
    accept_request:             line(200, 'R - R R - - - - - - -'),
    decide_request:             line(200, 'R - R R - - - - - - -'),
    void_request:               line(200, 'R - L R L - - - - - -'),
    unvoid_request:             line(200, 'R - - - - - - - - - -'),
    // What is open to everybody
    check_paper_code:           line(429, 'Y Y Y Y Y Y Y Y Y Y Y', 404), // the pace of one address is used up by wrong codes
    check_paper_file:           line(404, 'Y Y Y Y Y Y Y Y Y Y Y', 400), // nobody in particular sends no file
    list_public_notices:        line(200, 'Y Y Y Y Y Y Y Y Y Y Y', 200),
    list_public_stories:        line(200, 'Y Y Y Y Y Y Y Y Y Y Y', 200),
    object_to_notice:           line(429, 'Y Y Y Y Y Y Y Y Y Y Y', 400), // the pace of one address was used up before
    follow_objection:           line(429, 'Y Y Y Y Y Y Y Y Y Y Y', 404),
    // What people do
    list_activities:            line(200, 'Y Y Y Y Y Y - Y - - -'),
    start_activity_log:         line(200, 'Y - Y Y Y - - Y - - -'),
    get_activity:               line(200, 'R R R R R R - N - - -'),
    get_activity_timeline:      line(200, 'R R R R R R - N - - -'),
    register_activity:          line(201, 'Y - Y Y Y - - Y - - -'),
    amend_activity:             line(200, 'R - R R R - - N - - -'),
    hold_activity:              line(200, 'R - R R R - - N - - -'),
    cancel_activity:            line(200, 'R - R R R - - N - - -'),
    correct_activity:           line(200, 'R - R R R - - N - - -'),
    verify_activity:            line(200, 'R - - R R - - - - - -'),
    reject_activity:            line(200, 'R - - R R - - - - - -'),
    void_activity:              line(200, 'R - L R L - - N - - -'),
    unvoid_activity:            line(200, 'R - - - - - - - - - -'),
    // Schemes: seen from below as well, which schemes.test.ts tells; what runs is the county's to decide.
    // The shelf of packs: whoever installs them reads them too, though he sees nothing of the county's work.
    list_packs:                 line(200, 'Y Y Y Y Y Y Y Y Y - -'),
    get_pack:                   line(200, 'Y Y Y Y Y Y Y Y Y - -'),
    download_pack:              line(200, 'Y Y Y Y Y Y Y Y Y - -'),
    install_pack:               line(200, '- - - - - - - - Y - -'),
    remove_pack:                line(204, '- - - - - - - - Y - -'),
    list_schemes:               line(200, 'Y Y Y Y Y Y Y Y - - -'),
    propose_scheme:             line(201, 'Y - - - - - - - - - -'),
    get_scheme:                 line(200, 'Y Y Y Y Y Y Y Y - - -'),
    activate_scheme:            line(200, 'Y - - - - - - - - - -'),
    close_scheme:               line(200, 'Y - - - - - - - - - -'),
    list_scheme_params:         line(200, 'Y Y Y Y Y Y Y Y - - -'),
    explain_scheme:             line(200, 'Y Y Y Y Y Y Y Y - - -'),
    try_scheme:                 line(200, 'Y - - - - - - - - - -'),
    change_scheme_edition:      line(200, 'Y - - - - - - - - - -'),
    // Of a value that the pack gives the county to set; others are told by editions.test.ts.
    set_scheme_param:           line(200, 'Y - - - - - - - - - -'),
    list_consequences:          line(200, 'Y Y Y Y Y Y - - - - -'),
    list_consequence_records:   line(200, 'Y Y Y Y Y Y - - - - -'),
    // People in roles: each step by its own body (here the township's), acts beside them by the county
    list_engagements:           line(200, 'Y Y Y Y Y Y - Y - - -'),
    get_engagement_board:       line(200, 'Y Y Y Y Y Y - - - - -'),
    get_engagement:             line(200, 'R R R R R R - N - - -'),
    propose_engagement:         line(201, 'Y - - Y Y - - - - - -'),
    take_step:                  line(200, 'L L L R L L - N - - -'),
    take_steps:                 line(200, 'Y Y Y Y Y Y - - - - -'),
    return_engagement:          line(200, 'L L L L L L - - - - -'), // the work group's, and none of these sits in it
    reject_engagement:          line(200, 'R L L R L L - - - - -'),
    log_engagement_visit:       line(200, 'R - - R R - - - - - -'),
    end_engagement:             line(200, 'R - - L L - - - - - -'),
    suspend_engagement:         line(200, 'R - - L L - - - - - -'),
    resume_engagement:          line(200, 'R - - L L - - - - - -'),
    renew_engagement:           line(200, 'R - - L L - - - - - -'),
    reopen_engagement:          line(200, 'R - - L L - - - - - -'),
    track_engagement:           line(200, 'R - - L R - - - - - -'),
    void_engagement:            line(200, 'R - - R L - - - - - -'),
    unvoid_engagement:          line(200, 'R - - L L - - - - - -'),
    // What is written
    list_documents:             line(200, 'Y Y Y Y Y Y - Y - - -'),
    get_document:               line(200, 'R R R R R R - N - - -'),
    get_document_procedure:     line(200, 'R R R R R R - N - - -'),
    take_document_step:         line(422, 'R R R R R R - N - - -'), // goes the fixed way: no procedure of a pack
    send_document_back:         line(422, 'R R R R R R - N - - -'),
    get_document_timeline:      line(200, 'R R R R R R - N - - -'),
    list_document_versions:     line(200, 'R R R R R R - N - - -'),
    get_document_version:       line(200, 'R R R R R R - N - - -'),
    compare_document_versions:  line(200, 'R R R R R R - N - - -'),
    list_document_publications: line(200, 'R R R R R R - N - - -'),
    get_board_sheet:            line(200, 'R R R R R R - N - - -'),
    download_document_file:     line(200, 'N N N N N N - N - - -'), // the matrix makes no papers: none has a file
    draft_document:             line(201, 'Y - Y Y Y - - - - - -'),
    amend_document:             line(200, 'R - R R R - - - - - -'),
    add_document_version:       line(201, 'R - R R R - - - - - -'),
    put_out_document:           line(201, 'R - - - - - - - - - -'),
    print_papers:               line(400, 'Y Y Y Y Y Y - - - - -'), // one that nobody has
    submit_document:            line(200, 'R - R R R - - - - - -'),
    approve_document:           line(200, 'R - - R - - - - - - -'),
    return_document:            line(200, 'R - - R - - - - - - -'),
    publicize_document:         line(200, 'R - - - - - - - - - -'),
    publish_document:           line(200, 'R - - - - - - - - - -'),
    withdraw_document:          line(200, 'R - - - - - - - - - -'),
    archive_document:           line(200, 'R - - - - - - - - - -'),
    supersede_document:         line(200, 'R - - - - - - - - - -'),
    revoke_document:            line(422, 'R - - - - - - - - - -'), // no paper of the program
    void_document:              line(200, 'R - L R L - - - - - -'),
    unvoid_document:            line(200, 'R - - - - - - - - - -'),
    // Files of records
    list_attachments:           line(200, 'R R R R R R - - - - -'),
    attach_file:                line(201, 'R - - R R - - - - - -'),
    download_attachment:        line(200, 'R R R R R R - - - - -'),
    void_attachment:            line(200, 'R - - R R - - - - - -'),
    restore_attachment:         line(200, 'R - - - - - - - - - -'),
    // The import desk
    open_import:                line(201, 'Y - - Y - - - - - - -'),
    list_imports:               line(200, 'Y - - Y - - - - - - -'),
    get_import_template:        line(200, 'Y - - Y - - - - - - -'),
    get_import:                 line(200, 'R - - R - - - - - - -'),
    list_import_rows:           line(200, 'R - - R - - - - - - -'),
    get_import_original:        line(200, 'R - - R - - - - - - -'),
    get_import_error_workbook:  line(200, 'R - - R - - - - - - -'),
    map_import:                 line(200, 'R - - R - - - - - - -'),
    decide_import:              line(200, 'R - - R - - - - - - -'),
    commit_import:              line(200, 'R - - R - - - - - - -'),
    cancel_import:              line(200, 'R - - R - - - - - - -'),
    undo_import:                line(200, 'R - - R - - - - - - -'),
    // Figures and reports of a scheme; issues are the county's own
    list_figures:               line(200, 'Y Y Y Y Y Y Y - - - -'),
    get_figure:                 line(200, 'Y Y Y Y Y Y Y - - - -'),
    list_figure_rows:           line(200, 'Y Y Y Y Y Y - - - - -'),
    list_standings:             line(200, 'Y Y Y Y Y Y Y - - - -'),
    list_standing_rows:         line(200, 'Y Y Y Y Y Y - - - - -'),
    preview_report:             line(200, 'Y Y Y Y Y Y Y - - - -'),
    get_report_preview_file:    line(200, 'Y Y Y Y Y Y - - - - -'),
    list_report_issues:         line(200, 'Y Y Y Y Y Y Y - - - -'),
    begin_report_issue:         line(201, 'Y - - - - - - - - - -'),
    get_report_issue:           line(200, 'Y Y Y N N Y Y - - - -'),
    write_report_issue:         line(200, 'Y - - - - - - - - - -'),
    issue_report:               line(200, 'Y - - - - - - - - - -'),
    withdraw_report_issue:      line(200, 'Y - - - - - - - - - -'),
    get_report_issue_file:      line(200, 'Y Y Y N N Y - - - - -'),
    compare_report_issues:      line(200, 'Y Y Y N N Y - - - - -'),
    // Figures
    count_talent_statistics:    line(200, 'Y Y Y Y Y Y Y - - - -'),
    export_talent_statistics:   line(200, 'Y Y Y Y Y Y Y - - - -'),
    // One's own desk
    search:                     line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    list_notices:               line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    count_notices:              line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    read_all_notices:           line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    read_notice:                line(204, 'N N N N N N N N N N N'),
    list_saved_filters:         line(200, 'Y Y Y Y Y Y Y Y Y Y Y'),
    save_filter:                line(201, 'Y Y Y Y Y Y Y Y Y Y Y'),
    drop_saved_filter:          line(204, 'N N N N N N N N N N N'),
};
