// A roster of 100,000 lines from the file to people that can be searched: read, checked and kept sealed; then
// written, durable and in the index. Into an empty bank and beside 100,000 people that are there already.
// What was written is counted before any figure is told.
//   import_people_bench [LINES]        default: 100000

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "app/house.hpp"
#include "files/table_writer.hpp"
#include "record/forms.hpp"

using namespace guiyan;
using steady = std::chrono::steady_clock;

namespace {

double seconds(steady::time_point from) {
    return std::chrono::duration<double>(steady::now() - from).count();
}

double memory_mib(char const* what) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(what)) return std::atof(line.c_str() + line.find(':') + 1) / 1024;
    return 0;
}

/// Peak of the resident memory from here on.
void forget_peak() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

std::string number_of(int n) {
    using namespace std::chrono;
    date const born{year_month_day{sys_days{year{1950} / 1 / 1} + days{n % 18000}}};
    char digits[48];
    std::snprintf(digits, sizeof digits, "411122%04d%02u%02u%03d", born.year(), born.month(), born.day(),
                  1 + n / 18000);
    return std::string(digits, 17) + record::id_number_check_digit(std::string(digits, 17));
}

std::string name_of(int n) {
    static char const* const surnames[] = {"王", "李", "张", "刘", "陈", "杨",
                                           "黄", "赵", "周", "吴", "曾", "单"};
    static char const* const given[] = {"建", "国", "华", "明", "文", "秀", "英", "玉", "兰", "红",
                                        "军", "平", "丽", "霞", "勇", "杰", "涛", "超", "强", "磊"};
    return std::string(surnames[n % 12]) + given[n / 12 % 20] + given[n / 240 % 20];
}

void make_file(std::filesystem::path const& path, int first, int count,
               std::vector<std::string> const& villages) {
    auto out = files::write_xlsx(path);
    auto row = [&](std::uint32_t number, std::vector<std::string> const& texts) {
        std::vector<files::written_cell> cells;
        for (std::uint32_t c = 0; c < texts.size(); ++c)
            cells.push_back({c, texts[c], files::look::plain, {}});
        out->write_row(number, cells);
    };
    row(1,
        {"姓名", "性别", "身份证号", "民族", "政治面貌", "学历", "所在村", "联系电话", "人才类别", "特长"});
    for (int i = 0; i < count; ++i) {
        int const n = first + i;
        auto const id = number_of(n);
        row(static_cast<std::uint32_t>(i + 2),
            {name_of(n), record::id_number_sex(id) == "1" ? "男" : "女", id, "汉族",
             n % 7 ? "群众" : "中共党员", n % 3 ? "高中" : "大专",
             villages[static_cast<std::size_t>(n) % villages.size()], "140" + std::to_string(10000000 + n),
             n % 2 ? "种植能手" : "", n % 5 ? "小麦种植" : "果树嫁接"});
    }
    out->close();
}

void run(app::house& h, actor const& who, std::filesystem::path const& file, int count, char const* where) {
    auto const before = h.people.count(who, {});
    forget_peak();
    double const memory_before = memory_mib("VmRSS");
    auto from = steady::now();
    auto const opened = h.imports.open(who, "411122000000", file.filename().string(), file);
    if (!opened) throw std::runtime_error(opened.error().key);
    h.imports.wait();
    double const read = seconds(from);
    auto const b = h.imports.find(who, opened->id);
    double const peak_reading = memory_mib("VmHWM");
    forget_peak();
    from = steady::now();
    auto done = h.imports.commit(who, opened->id, true, false);
    if (!done) throw std::runtime_error(done.error().key);
    h.imports.wait();
    double const written = seconds(from);
    people::people_list_query q;
    q.q = number_of(count / 2);
    if (h.people.count(who, {}) - before != count || h.people.count(who, q) < 1) {
        std::fprintf(stderr, "written %lld of %d; ok %lld open %lld\n",
                     (long long)(h.people.count(who, {}) - before), count, (long long)b->counts.ok,
                     (long long)b->counts.open);
        std::exit(1);
    }
    std::printf(
        "%-28s read and checked %6.2f s   written, durable, in the index %6.2f s   together %6.2f s   "
        "memory %.0f MiB, peak +%.0f reading, +%.0f writing\n",
        where, read, written, read + written, memory_before, peak_reading - memory_before,
        memory_mib("VmHWM") - memory_before);
}

}  // namespace

int main(int argc, char** argv) {
    int const count = argc > 1 ? std::atoi(argv[1]) : 100'000;
    auto pattern = (std::filesystem::temp_directory_path() / "guiyan_bench_XXXXXX").string();
    if (!::mkdtemp(pattern.data())) return 1;
    std::filesystem::path const folder = pattern;
    {
        app::house_options o;
        o.data = folder;
        app::house h(o);
        auto const who = h.self("bench");
        auto book = files::open_workbook("tests/data/divisions/linying.csv");
        if (!book || !h.regions.import_file(who, **book, "linying.csv", {.commit = true})) return 1;
        h.imports.start();
        std::vector<std::string> villages;
        auto const tree = h.regions.tree();
        for (std::uint32_t i = 0; i < tree->size(); ++i)
            if (tree->at(i).level == 5) villages.push_back(tree->display(tree->at(i)));
        for (auto& v : villages)
            if (auto const dot = v.find("·"); dot != v.npos) v.erase(dot, std::string("·").size());
        make_file(folder / "first.xlsx", 0, count, villages);
        make_file(folder / "second.xlsx", count, count, villages);
        run(h, who, folder / "first.xlsx", count, "into an empty bank");
        run(h, who, folder / "second.xlsx", count, "beside as many people");
    }
    std::filesystem::remove_all(folder);
}
