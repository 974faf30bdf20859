#include "modules/attachments/accepted_file.hpp"

#include <doctest/doctest.h>

#include "db/test_engines.hpp"
#include "files/test_support.hpp"
#include "modules/attachments/test_pictures.hpp"

using namespace guiyan;
using namespace guiyan::attachments;
using namespace guiyan::attachments::testing;

namespace {

struct fixture {
    db::testing::scratch_folder folder;

    /// "name mime", or the key of the refusal.
    std::string told(std::string const& name, std::string const& bytes) {
        auto const path = folder.path() + "/file";
        spill(path, bytes);
        auto const taken = accept(name, path);
        return taken ? taken->name + " " + std::string(taken->mime) : taken.error().key;
    }
};

std::string office(char const* part, char const* more = nullptr) {
    std::vector<files::test::zip_part_bytes> parts{{"[Content_Types].xml", "<Types/>"}, {part, "<x/>"}};
    if (more) parts.push_back({more, "x"});
    return files::test::zip(parts);
}

}  // namespace

TEST_CASE("what is taken") {
    fixture f;
    CHECK(f.told("证明.PDF", "%PDF-1.7\n...") == "证明.PDF application/pdf");
    CHECK(f.told("a.jpg", jpeg(8, 8)) == "a.jpg image/jpeg");
    CHECK(f.told("截图.jpg", png(8, 8)) == "截图.png image/png");
    CHECK(f.told("表.docx", office("word/document.xml")).starts_with("表.docx application/vnd.openxml"));
    CHECK(f.told("表.xlsx", office("xl/workbook.xml")).starts_with("表.xlsx application/vnd.openxml"));
    CHECK(f.told("老表.xls", files::test::compound({{"Workbook", "x"}})) ==
          "老表.xls application/vnd.ms-excel");
    CHECK(f.told("说明.wps", files::test::compound({{"WordDocument", "x"}})) ==
          "说明.wps application/msword");
    CHECK(f.told("名单.csv", "姓名,村\r\n赵国强,高宗寨\r\n") == "名单.csv text/csv");
    CHECK(f.told("gbk.txt", "\xd0\xd5\xc3\xfb\xd5\xd4\xb9\xfa\xc7\xbf\n") == "gbk.txt text/plain");
}

TEST_CASE("what is refused by its name") {
    fixture f;
    for (auto const* name : {"a.html", "a.svg", "a.exe", "a.pdf.exe", "a.zip", "a.js", "a.docm", "a.heic",
                             "a", "a.", ".htaccess", "a.pdf\xe2\x80\xae.exe"})
        CHECK_MESSAGE(f.told(name, "%PDF-1.7") == "attachments.forbidden_type", name);
    CHECK(f.told("\xe2\x80\x8b ", "%PDF-1.7") == "error.file_name_required");
}

TEST_CASE("what is refused because its content is another") {
    fixture f;
    auto const wrong = "attachments.wrong_content";
    CHECK(f.told("a.pdf", "MZ\x90\x01\x02") == wrong);
    CHECK(f.told("a.jpg", "%PDF-1.7") == wrong);
    CHECK(f.told("a.pdf", "<html>%PDF-1.7") == wrong);
    CHECK(f.told("a.txt", "\xef\xbb\xbf \n<!DOCTYPE html><script>") == wrong);
    CHECK(f.told("a.csv", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>") == wrong);
    CHECK(f.told("a.txt", std::string("a\0b", 3)) == wrong);
    CHECK(f.told("a.docx", files::test::zip({{"a.txt", "x"}})) == wrong);
    CHECK(f.told("a.docx", office("xl/workbook.xml")) == wrong);
    CHECK(f.told("a.docx", office("xl/workbook.xml", "word/document.xml")) == wrong);
    CHECK(f.told("a.pdf", "%PDF") == wrong);
    // A polyglot is what its first bytes say: a picture with a page behind it loses the page (picture_test).
    CHECK(f.told("a.html.jpg", jpeg(8, 8) + "<html>") == "a.html.jpg image/jpeg");
    CHECK(f.told("a.docx", office("word/document.xml", "word/vbaProject.bin")) == "attachments.macros");
    CHECK(f.told("a.xls", files::test::compound({{"Workbook", "x"}, {"_VBA_PROJECT_CUR", "x"}})) ==
          "attachments.macros");
    CHECK(f.told("a.xlsx", files::test::compound({{"EncryptedPackage", "x"}})) == "files.password");
    CHECK(f.told("a.docx", "PK\x03\x04" + std::string(100, 'x')) == "files.truncated");
}

TEST_CASE("names are made fit for lists and disks") {
    CHECK(clean_name("C:\\照片\\合影.jpg") == "合影.jpg");
    CHECK(clean_name("../../etc/passwd") == "passwd");
    CHECK(clean_name("a\r\nb\x01.pdf ") == "ab.pdf");
    CHECK(clean_name("\xe2\x80\xae"
                     "gpj.exe") == "gpj.exe");
    CHECK(clean_name("身份证411122197603279913.jpg") == "身份证4111__________9913.jpg");
}
