#pragma once
// Commands beside `serve`. Each returns the exit code: 0 done, 1 refused or failed.

#include <string>

#include "app/house.hpp"

namespace guiyan::app::cli {

struct import_options {
    std::string file;
    std::string region;
    bool commit = false;
    bool close_left_out = false;  ///< of divisions
    bool json = false;
};

int demo(house_options);
int import_regions(house_options, import_options const&);
int import_people(house_options, import_options const&);
int verify(house_options);
int print_openapi();
int print_fields(bool check);
int print_schema(std::string const& of);
/// Answers questions of stdin on stdout, one JSON object a line.
int cel_eval_batch();

/// Prints an error in the language of LANG, all fields below it.
void print_error(error const&);

/// Whose figures, and where a report goes.
struct figures_options {
    std::string scheme;  ///< id of the pack: honorary-village-head
    std::string region;  ///< 6 or 12 digits
    std::string as_of;   ///< "" today
    bool json = false;
    std::string report = "situation";
    std::string output;  ///< .docx, .pdf, of lists and matrices also .xlsx
    bool without_annex = false;
};
int print_figures(house_options const&, figures_options const&);
/// The reminders of a day, "" today: prints what each rule holds for and how many were told.
int remind(house_options const&, std::string const& on);
int write_report(house_options const&, figures_options const&);

}  // namespace guiyan::app::cli
