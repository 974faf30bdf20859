#include "app/run.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>

#include "app/cli/commands.hpp"
#include "app/cli/pack.hpp"
#include "app/serve.hpp"
#include "crypto/keyring.hpp"
#include "db/database.hpp"

namespace guiyan::app {
namespace {

/// "127.0.0.1:8080", "[::1]:8080" or ":8080".
bool read_listen(std::string const& text, serve_options& into) {
    auto const colon = text.rfind(':');
    if (colon == std::string::npos) return false;
    auto address = text.substr(0, colon);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    if (address == "localhost") address = "127.0.0.1";
    if (!address.empty()) into.address = address;
    auto const port = text.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos)
        return false;
    auto const n = std::stoul(port);
    if (n > 65535) return false;
    into.port = static_cast<std::uint16_t>(n);
    return true;
}

}  // namespace

int run(int argc, char** argv, embedded_files web) {
    // The log goes to the error stream: what a command prints can be piped into a file.
    spdlog::set_default_logger(spdlog::stderr_color_mt("guiyan"));
    spdlog::set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
    CLI::App program("归雁 Guiyan — 乡村人才振兴工作管理系统 / rural talent work of a county", "guiyan");
    program.require_subcommand(1);
    program.set_version_flag("--version", "guiyan " GUIYAN_VERSION);

    house_options where;
    std::string data = "data";
    auto add_data = [&](CLI::App* c) {
        c->add_option("--data", data, "folder of this installation: database, keys, files")
            ->capture_default_str();
        c->add_option("--database", where.postgres_url, "postgres://… instead of the embedded database");
        c->add_option("--schema", where.postgres_schema, "schema of PostgreSQL");
    };

    auto* serve_command = program.add_subcommand("serve", "启动服务 / serve the pages and the interface");
    serve_options how;
    std::string listen = "127.0.0.1:8080";
    add_data(serve_command);
    serve_command->add_option(
        "--public-address", where.public_address,
        "where anybody reaches the public pages, such as https://rencai.example.cn: printed on "
        "certificates");
    serve_command->add_option("--listen", listen, "ADDRESS:PORT")->capture_default_str();
    serve_command->add_flag("--plain-http", how.plain,
                            "HTTP without TLS beyond loopback (offline drafts are lost)");
    serve_command->add_flag("--access-log", how.access_log, "one line per request");
    serve_command->add_flag("--quick-passwords", where.quick_passwords,
                            "least cost of password hashing: tests and demonstrations only");

    auto* demo_command =
        program.add_subcommand("demo", "生成演示县 / fill an empty folder with a demonstration county");
    add_data(demo_command);

    auto* import_command = program.add_subcommand("import", "从表格导入 / read a table");
    import_command->require_subcommand(1);
    cli::import_options import;
    auto* import_regions = import_command->add_subcommand("regions", "区划代码 / division codes");
    auto* import_people = import_command->add_subcommand("people", "人才名册 / a roster of people");
    for (auto* c : {import_regions, import_people}) {
        c->add_option("FILE", import.file, "xlsx, xls or csv")->required();
        add_data(c);
        c->add_flag("--commit", import.commit, "write; without it nothing is written");
    }
    import_regions->add_flag("--close-left-out", import.close_left_out,
                             "places that the file leaves out end today");
    import_people
        ->add_option("--region", import.region, "12- or 6-digit code of the place the file belongs to")
        ->required();
    import_people->add_flag("--json", import.json, "print one JSON object");

    auto* verify_command =
        program.add_subcommand("verify", "核验留痕链 / recompute the chain of the audit trail");
    add_data(verify_command);
    auto* openapi_command = program.add_subcommand("openapi", "接口描述 / the interface as OpenAPI 3.1");
    auto* fields_command =
        program.add_subcommand("fields", "字段清单 / all fields with their class of personal data");
    bool check_fields = false;
    fields_command->add_flag("--check", check_fields, "fail where a field has no class");
    auto* schema_command = program.add_subcommand("schema", "数据库结构 / the database schema as text");
    std::string schema_of = "sqlite";
    schema_command->add_option("--database", schema_of, "sqlite, or postgres://… of an empty database");
    auto* cel_command = program.add_subcommand("cel", "表达式语言 / the expression language of packs");
    cel_command->require_subcommand(1);
    auto* cel_eval = cel_command->add_subcommand("eval", "求值 / evaluate expressions");
    bool cel_batch = false;
    cel_eval
        ->add_flag("--batch", cel_batch,
                   "one JSON object a line: {\"expr\": …, \"bindings\": {…}} from stdin to stdout")
        ->required();

    auto* pack_command = program.add_subcommand("pack", "制度包 / scheme packs");
    pack_command->require_subcommand(1);
    cli::pack_options pack;
    auto* pack_check = pack_command->add_subcommand("check", "检查制度包 / find every mistake of a pack");
    auto* pack_test = pack_command->add_subcommand("test", "跑案例 / run the cases of a pack");
    auto* pack_explain =
        pack_command->add_subcommand("explain", "用话讲出来 / say a pack in Chinese sentences");
    auto* pack_install = pack_command->add_subcommand(
        "install", "安装制度包 / put a pack on the shelf of an installation whose server is stopped");
    auto* pack_list = pack_command->add_subcommand("list", "架上的制度包 / the packs of an installation");
    for (auto* c : {pack_check, pack_test, pack_explain, pack_install, pack_list}) {
        if (c != pack_list) c->add_option("DIR", pack.folder, "folder with scheme.yaml")->required();
        c->add_option("--language", pack.language, "zh-CN or en; else that of LANG")
            ->check(CLI::IsMember({"zh-CN", "en"}));
    }
    for (auto* c : {pack_check, pack_test, pack_install, pack_list})
        c->add_flag("--json", pack.json, "print JSON");
    for (auto* c : {pack_install, pack_list}) add_data(c);
    auto* pack_schema = pack_command->add_subcommand("schema", "制度包的 JSON Schema / for editors");

    cli::figures_options figures;
    auto* figures_command = program.add_subcommand("figures", "方案的各项指标 / the figures of a scheme");
    auto* report_command = program.add_subcommand("report", "写出报告 / write a report of a scheme");
    for (auto* c : {figures_command, report_command}) {
        add_data(c);
        c->add_option("--scheme", figures.scheme, "id of the pack, such as honorary-village-head")
            ->required();
        c->add_option("--region", figures.region, "6- or 12-digit code of the place")->required();
        c->add_option("--as-of", figures.as_of, "day the figures stand for; today without it");
    }
    figures_command->add_flag("--json", figures.json, "print one JSON array");
    report_command->add_option("--report", figures.report, "id of the report in the pack")
        ->capture_default_str();
    report_command
        ->add_option("-o,--output", figures.output, "FILE.docx, FILE.pdf, of a list or matrix also FILE.xlsx")
        ->required();
    report_command->add_flag("--without-annex", figures.without_annex, "without 数据底稿");

    auto* remind_command = program.add_subcommand("remind", "发出当日提醒 / the reminders of a day");
    std::string remind_on;
    add_data(remind_command);
    remind_command->add_option("--on", remind_on, "the day it is done for; today without it");

    try {
        program.parse(argc, argv);
    } catch (CLI::ParseError const& e) {
        return program.exit(e);
    }
    where.data = data;
    try {
        if (!*serve_command) spdlog::set_level(spdlog::level::warn);
        if (*serve_command) {
            if (!read_listen(listen, how)) {
                fmt::print(stderr, "--listen: ADDRESS:PORT, such as 127.0.0.1:8080\n");
                return 2;
            }
            if (where.public_address.empty())
                where.public_address = (how.plain || how.address == "127.0.0.1" ? "http://" : "https://") +
                                       how.address + ":" + std::to_string(how.port);
            return serve(where, how, web);
        }
        if (*demo_command) return cli::demo(where);
        if (*import_regions) return cli::import_regions(where, import);
        if (*import_people) return cli::import_people(where, import);
        if (*pack_check) return cli::check_pack(pack);
        if (*pack_test) return cli::test_pack(pack);
        if (*pack_explain) return cli::explain_pack(pack);
        if (*pack_install) return cli::install_pack(where, pack);
        if (*pack_list) return cli::list_packs(where, pack);
        if (*pack_schema) return cli::print_pack_schema();
        if (*figures_command) return cli::print_figures(where, figures);
        if (*report_command) return cli::write_report(where, figures);
        if (*remind_command) return cli::remind(where, remind_on);
        if (*verify_command) return cli::verify(where);
        if (*openapi_command) return cli::print_openapi();
        if (*fields_command) return cli::print_fields(check_fields);
        if (*cel_eval) return cli::cel_eval_batch();
        if (*schema_command) return cli::print_schema(schema_of);
    } catch (db::cannot_open const& e) {
        fmt::print(stderr, "{}\n", e.what());
        return 1;
    } catch (crypto::keyring_error const& e) {
        fmt::print(stderr, "{}\n", e.what());
        return 1;
    } catch (std::exception const& e) {
        spdlog::error("{}", e.what());
        return 1;
    }
    return 2;
}

}  // namespace guiyan::app
