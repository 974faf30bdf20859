#include <unicode/ucnv.h>

#include "files/test_support.hpp"

using namespace guiyan::files;
using namespace guiyan::files::test;

namespace {

std::string in_charset(char const* charset, std::string const& utf8) {
    std::string out(utf8.size() * 4 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    auto const n = ucnv_convert(charset, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()),
                                utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
    REQUIRE(U_SUCCESS(status));
    out.resize(static_cast<std::size_t>(n));
    return out;
}

lines told_of(std::string const& bytes) {
    temporary_folder folder;
    auto book = must_open(folder.put("a.csv", bytes));
    CHECK(book->format() == "csv");
    return told(*book);
}

}  // namespace

TEST_CASE("csv: encodings") {
    std::string const text = "姓名,身份证号,特长\r\n龚䶮,411122197603279913,种植𠮷\r\n";
    lines const expected{"1: A=姓名 B=身份证号 C=特长", "2: A=龚䶮 B=411122197603279913 C=种植𠮷"};
    CHECK(told_of(text) == expected);
    CHECK(told_of("\xef\xbb\xbf" + text) == expected);
    CHECK(told_of(in_charset("gb18030", text)) == expected);
    CHECK(told_of("\xff\xfe" + in_charset("UTF-16LE", text)) == expected);
    CHECK(told_of("\xfe\xff" + in_charset("UTF-16BE", text)) == expected);
    CHECK(told_of(in_charset("UTF-16LE", text)) == expected);
    CHECK(told_of(in_charset("UTF-16BE", text)) == expected);
    CHECK(told_of(in_charset("gb18030", "姓名,乡镇\n张三,王孟镇\n")) ==
          lines{"1: A=姓名 B=乡镇", "2: A=张三 B=王孟镇"});
}

TEST_CASE("csv: separators") {
    lines const expected{"1: A=登记表", "2: A=姓名 B=性别 C=特长", "3: A=张三 B=男 C=种植、养殖",
                         "4: A=李四 B=女 C=电商"};
    for (std::string const s : {",", ";", "\t", "|", "，"}) {
        CAPTURE(s);
        std::string text = "登记表\n姓名|性别|特长\n张三|男|种植、养殖\n李四|女|电商\n";
        for (std::size_t at = 0; (at = text.find('|', at)) != text.npos; at += s.size())
            text.replace(at, 1, s);
        CHECK(told_of(text) == expected);
    }
    for (std::string const s : {"；", "^", "~", "#", "$", "、", "：", " ", "   "}) {
        CAPTURE(s);
        std::string text = "姓名|性别|村\n张三|男|高村\n李四|女|轩庄村\n王五|男|石拐村\n";
        for (std::size_t at = 0; (at = text.find('|', at)) != text.npos; at += s.size())
            text.replace(at, 1, s);
        CHECK(told_of(text) == lines{"1: A=姓名 B=性别 C=村", "2: A=张三 B=男 C=高村",
                                     "3: A=李四 B=女 C=轩庄村", "4: A=王五 B=男 C=石拐村"});
    }
    CHECK(told_of("名单\n张 三\n李 四\n") == lines{"1: A=名单", "2: A=张 三", "3: A=李 四"});
    CHECK(told_of("sep=;\r\na,b;c\r\n") == lines{"1: A=a,b B=c"});
    CHECK(told_of("姓名\n张三\n李四\n") == lines{"1: A=姓名", "2: A=张三", "3: A=李四"});
    CHECK(told_of("姓名\t特长\n张三\t种植,养殖,电商\n李四\t刺绣,剪纸,泥塑\n") ==
          lines{"1: A=姓名 B=特长", "2: A=张三 B=种植,养殖,电商", "3: A=李四 B=刺绣,剪纸,泥塑"});
}

TEST_CASE("csv: quotes, line ends, blank lines") {
    CHECK(told_of("a,\"b,\"\"x\"\"\nc\",d\r\n\r\n,,\r,e\"f\",\"\"\n\"g\"h,i") ==
          lines{"1: A=a B=b,\"x\"\nc C=d", "4: B=e\"f\"", "5: A=gh B=i"});
    CHECK(told_of("编号,名\n=\"00123\",\"=\"\"41112\"\"\"\n") ==
          lines{"1: A=编号 B=名", "2: A=00123 B=41112"});
    CHECK(told_of("1985.3,007,1e5,TRUE\n") == lines{"1: A=1985.3 B=007 C=1e5 D=TRUE"});
}

TEST_CASE("csv: every chunk border is passed") {
    std::string text = "姓名,备注\n";
    lines expected{"1: A=姓名 B=备注"};
    for (int i = 2; i < 20000; ++i) {
        std::string const note(static_cast<std::size_t>(i % 31), 'x');
        text += "张" + std::to_string(i) + ",\"村\n" + note + "\"\r\n";
        expected.push_back(std::to_string(i) + ": A=张" + std::to_string(i) + " B=村\n" + note);
    }
    CHECK((told_of(text) == expected));
    CHECK((told_of(in_charset("gb18030", text)) == expected));
}

TEST_CASE("csv: what is refused") {
    temporary_folder folder;
    CHECK(refusal_of(folder.put("a", "a,b\n\"c,d\n")) == "truncated files.open_quote");
    CHECK(refusal_of(folder.put("b", "a,\xff\xff\xff,b\n")) == "not_a_table files.not_text");
    CHECK(refusal_of(folder.put("c", "姓名,张\xe4\xb8")) == "truncated files.truncated");
    CHECK(refusal_of(folder.put("d", std::string("a,b\0c", 5))) == "not_a_table files.not_a_table");
    CHECK(refusal_of(folder.put("e", " \r\n\r\n")) == "empty files.empty");
    CHECK(refusal_of(folder.put("f", "\"" + std::string(400000, 'x'))) == "truncated files.open_quote");
    CHECK(refusal_of(folder.put("g", std::string(40000, 'x') + "\n")) == "too_large files.too_long_text");
    CHECK(refusal_of(folder.put("h", std::string(3000, ',') + "x\n")) == "too_large files.too_many_columns");
    read_limits limits;
    limits.rows = 10;
    std::string rows;
    for (int i = 0; i < 20; ++i) rows += "a,b\n";
    CHECK(refusal_of(folder.put("i", rows), limits) == "too_large files.too_many_rows");
}
