// Reads rosters of 100,000 rows by 20 columns, made by the product's own writer, and checks what was read
// before any figure is told. Beside each time stands what the same bytes cost at the least on one core:
// unpacking the sheet.
//   rows_per_s, limit_s (processor seconds to unpack alone), ratio (processor time : limit), peak_MiB (of the
//   process so far)

#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>

#include "files/table_writer.hpp"
#include "files/zip_reader.hpp"

using namespace guiyan::files;

namespace {

constexpr std::uint32_t rows = 100'000;
constexpr std::uint32_t columns = 20;

std::string text_of(std::uint32_t row, std::uint32_t column) {
    switch (column % 4) {
        case 0:
            return std::to_string(411122197603270000 + row * 7 % 10000 + column);
        case 1:
            return "王小" + std::to_string(row % 5000);
        default:
            return "临颍县王孟镇第" + std::to_string(row % 367) + "村";
    }
}

/// The file, made once and taken away at the end.
class roster {
public:
    explicit roster(bool csv)
        : path_(std::filesystem::temp_directory_path() /
                ("guiyan_bench_" + std::to_string(::getpid()) + (csv ? ".csv" : ".xlsx"))) {
        auto out = csv ? write_csv(path_) : write_xlsx(path_);
        std::vector<written_cell> cells(columns);
        for (std::uint32_t r = 1; r <= rows; ++r) {
            for (std::uint32_t c = 0; c < columns; ++c) {
                cells[c].column = c;
                if (c % 4 == 3)
                    cells[c].value = r * 1.25;
                else
                    cells[c].value = text_of(r, c);
            }
            out->write_row(r, cells);
        }
        out->close();
    }
    ~roster() { std::filesystem::remove(path_); }
    std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

roster const& file(bool csv) {
    static roster const xlsx(false);
    static roster const text(true);
    return csv ? text : xlsx;
}

bool read_right(workbook& book) {
    std::uint32_t seen = 0;
    bool right = true;
    auto const read = book.read(0, [&](row const& r) {
        ++seen;
        right = right && r.number == seen && r.cells.size() == columns;
        if (seen % 997 == 0) right = right && r.text(0) == text_of(seen, 0) && r.text(2) == text_of(seen, 2);
        return right;
    });
    return read && right && seen == rows;
}

/// Others may share the cores, so ratios are taken of processor time.
double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double seconds_to_unpack(std::filesystem::path const& path) {
    double const from = processor_seconds();
    zip_reader zip(random_file::open(path), {}, {});
    auto part = zip.open(*zip.find("xl/worksheets/sheet1.xml"));
    std::vector<char> buffer(128u << 10);
    std::size_t all = 0;
    while (std::size_t const n = part->read(buffer)) all += n;
    benchmark::DoNotOptimize(all);
    return processor_seconds() - from;
}

void report(benchmark::State& state) {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    state.counters["peak_MiB"] = static_cast<double>(used.ru_maxrss) / 1024;
    state.counters["rows_per_s"] = benchmark::Counter(
        static_cast<double>(rows) * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void read_file(benchmark::State& state, bool csv) {
    auto const& path = file(csv).path();
    double const limit = csv ? 0 : seconds_to_unpack(path);
    double spent = 0;
    for (auto _ : state) {
        double const from = processor_seconds();
        auto book = open_workbook(path);
        if (!book || !read_right(**book)) {
            state.SkipWithError("the file was not read as it was written");
            return;
        }
        spent += processor_seconds() - from;
    }
    report(state);
    if (limit > 0) {
        state.counters["limit_s"] = limit;
        state.counters["ratio"] = spent / static_cast<double>(state.iterations()) / limit;
    }
}

void find_merges(benchmark::State& state) {
    for (auto _ : state) {
        auto book = open_workbook(file(false).path());
        auto merges = (*book)->merges(0);
        if (!merges || !merges->empty()) state.SkipWithError("merges where there are none");
    }
}

}  // namespace

BENCHMARK_CAPTURE(read_file, xlsx, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_file, csv, true)->Unit(benchmark::kMillisecond);
BENCHMARK(find_merges)->Unit(benchmark::kMillisecond);
