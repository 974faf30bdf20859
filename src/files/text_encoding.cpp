#include "files/text_encoding.hpp"

#include <unicode/ucnv.h>

#include <array>
#include <vector>

#include "files/refusal.hpp"

namespace guiyan::files {
namespace {

/// Follows UTF-8 byte by byte.
class utf8_check {
public:
    void see(unsigned char b) {
        if (left_ > 0) {
            bad_ = bad_ || b < low_ || b > high_;
            low_ = 0x80;
            high_ = 0xbf;
            --left_;
            return;
        }
        if (b < 0x80) return;
        low_ = 0x80;
        high_ = 0xbf;
        if (b >= 0xc2 && b <= 0xdf) {
            left_ = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            left_ = 2;
            if (b == 0xe0) low_ = 0xa0;
            if (b == 0xed) high_ = 0x9f;
        } else if (b >= 0xf0 && b <= 0xf4) {
            left_ = 3;
            if (b == 0xf0) low_ = 0x90;
            if (b == 0xf4) high_ = 0x8f;
        } else {
            bad_ = true;
        }
    }
    bool bad() const { return bad_; }
    bool open() const { return left_ > 0; }

private:
    int left_ = 0;
    unsigned char low_ = 0x80;
    unsigned char high_ = 0xbf;
    bool bad_ = false;
};

/// The same for GB18030: one byte, two bytes, or four.
class gb18030_check {
public:
    void see(unsigned char b) {
        switch (step_) {
            case 0:
                if (b < 0x80) return;
                if (b == 0x80 || b == 0xff)
                    bad_ = true;
                else
                    step_ = 1;
                return;
            case 1:
                if (b >= 0x30 && b <= 0x39) {
                    step_ = 2;
                } else {
                    bad_ = bad_ || b < 0x40 || b == 0x7f || b == 0xff;
                    step_ = 0;
                }
                return;
            case 2:
                bad_ = bad_ || b < 0x81 || b == 0xff;
                step_ = 3;
                return;
            default:
                bad_ = bad_ || b < 0x30 || b > 0x39;
                step_ = 0;
        }
    }
    bool bad() const { return bad_; }
    bool open() const { return step_ != 0; }

private:
    int step_ = 0;
    bool bad_ = false;
};

/// UTF-16 without its mark: the first units are characters of a text, and among them are line ends or
/// separators, which no text of one byte a character could hold with a NUL beside them.
bool looks_like_utf16(random_file& file, bool big_endian) {
    if (file.size() % 2 != 0) return false;
    std::array<char, 4096> head{};
    std::size_t const n = file.read_at(0, head) & ~std::size_t{1};
    bool sign = false;
    bool after_high = false;
    for (std::size_t i = 0; i < n; i += 2) {
        unsigned const a = static_cast<unsigned char>(head[i]);
        unsigned const b = static_cast<unsigned char>(head[i + 1]);
        unsigned const unit = big_endian ? a << 8 | b : b << 8 | a;
        bool const low = unit >= 0xdc00 && unit <= 0xdfff;
        if (after_high != low) return false;
        after_high = unit >= 0xd800 && unit <= 0xdbff;
        if ((unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') || unit >= 0xfffe) return false;
        sign = sign || unit == ',' || unit == '\t' || unit == ';' || unit == '|' || unit == '\n';
    }
    return sign && !(after_high && n < head.size());
}

class told_source : public byte_source {
public:
    told_source(std::shared_ptr<random_file> file, std::uint64_t at, progress_hook progress)
        : total_(file->size()), source_(std::move(file), at), progress_(std::move(progress)) {}
    std::size_t read(std::span<char> into) override {
        std::size_t const n = source_.read(into);
        if (progress_ && !progress_(source_.position(), total_)) refuse("cancelled", "cancelled");
        return n;
    }

private:
    std::uint64_t total_;
    file_source source_;
    progress_hook progress_;
};

class converted_source final : public byte_source {
public:
    converted_source(std::unique_ptr<byte_source> bytes, char const* name) : bytes_(std::move(bytes)) {
        UErrorCode status = U_ZERO_ERROR;
        from_ = ucnv_open(name, &status);
        to_ = ucnv_open("UTF-8", &status);
        if (U_FAILURE(status)) {
            close();
            throw std::bad_alloc();
        }
    }
    ~converted_source() override { close(); }
    converted_source(converted_source const&) = delete;
    converted_source& operator=(converted_source const&) = delete;

    std::size_t read(std::span<char> into) override {
        char* target = into.data();
        char* const target_end = into.data() + into.size();
        while (target == into.data() && !finished_) {
            if (next_ == end_ && !ended_) {
                std::size_t const n = bytes_->read(buffer_);
                ended_ = n == 0;
                next_ = buffer_.data();
                end_ = next_ + n;
            }
            UErrorCode status = U_ZERO_ERROR;
            ucnv_convertEx(to_, from_, &target, target_end, &next_, end_, pivot_.data(), &pivot_from_,
                           &pivot_to_, pivot_.data() + pivot_.size(), first_, ended_, &status);
            first_ = false;
            if (status == U_BUFFER_OVERFLOW_ERROR) break;
            if (U_FAILURE(status)) refuse_truncated();
            finished_ = ended_;
        }
        return static_cast<std::size_t>(target - into.data());
    }

private:
    void close() {
        ucnv_close(from_);
        ucnv_close(to_);
    }
    std::unique_ptr<byte_source> bytes_;
    UConverter* from_ = nullptr;
    UConverter* to_ = nullptr;
    std::array<char, 32768> buffer_;
    std::array<UChar, 4096> pivot_;
    UChar* pivot_from_ = pivot_.data();
    UChar* pivot_to_ = pivot_.data();
    char const* next_ = nullptr;
    char const* end_ = nullptr;
    bool first_ = true;
    bool ended_ = false;
    bool finished_ = false;
};

}  // namespace

encoded_text find_encoding(std::shared_ptr<random_file> const& file) {
    std::vector<char> buffer(1u << 18);
    std::array<char, 3> mark{};
    file->read_at(0, mark);
    std::string_view const head(mark.data(), mark.size());
    if (head.starts_with("\xff\xfe")) return {text_encoding::utf16_le, 2};
    if (head.starts_with("\xfe\xff")) return {text_encoding::utf16_be, 2};

    if (looks_like_utf16(*file, false)) return {text_encoding::utf16_le, 0};
    if (looks_like_utf16(*file, true)) return {text_encoding::utf16_be, 0};

    utf8_check utf8;
    gb18030_check gb18030;
    file_source source(file);
    while (std::size_t const n = source.read(buffer)) {
        for (std::size_t i = 0; i < n; ++i) {
            auto const b = static_cast<unsigned char>(buffer[i]);
            // NUL and other controls stand in no text; 0x1a ends files of DOS.
            if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != 0x0b && b != 0x0c && b != 0x1a) {
                refuse("not_a_table", "not_a_table");
            }
            utf8.see(b);
            gb18030.see(b);
        }
        if (utf8.bad() && gb18030.bad()) refuse("not_a_table", "not_text");
    }
    if (!utf8.bad()) {
        if (utf8.open()) refuse_truncated();
        return {text_encoding::utf8, head == "\xef\xbb\xbf" ? 3u : 0u};
    }
    if (gb18030.open()) refuse_truncated();
    return {text_encoding::gb18030, 0};
}

std::unique_ptr<byte_source> open_text(std::shared_ptr<random_file> file, encoded_text const& as,
                                       progress_hook const& progress) {
    auto bytes = std::make_unique<told_source>(std::move(file), as.starts_at, progress);
    switch (as.encoding) {
        case text_encoding::utf8:
            return bytes;
        case text_encoding::gb18030:
            return std::make_unique<converted_source>(std::move(bytes), "gb18030");
        case text_encoding::utf16_le:
            return std::make_unique<converted_source>(std::move(bytes), "UTF-16LE");
        case text_encoding::utf16_be:
            return std::make_unique<converted_source>(std::move(bytes), "UTF-16BE");
    }
    return bytes;
}

std::string from_code_page(std::string_view bytes, unsigned code_page) {
    bool ascii = true;
    for (char c : bytes) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) return std::string(bytes);
    std::string name = "windows-" + std::to_string(code_page);
    if (code_page == 936 || code_page == 54936 || code_page == 0) name = "gb18030";
    if (code_page == 10008) name = "gb18030";  // Chinese of the old Macintosh
    std::string out(bytes.size() * 3 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t n = ucnv_convert("UTF-8", name.c_str(), out.data(), static_cast<std::int32_t>(out.size()),
                                  bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
    if (U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        n = ucnv_convert("UTF-8", "gb18030", out.data(), static_cast<std::int32_t>(out.size()), bytes.data(),
                         static_cast<std::int32_t>(bytes.size()), &status);
        if (U_FAILURE(status)) refuse_truncated();
    }
    out.resize(static_cast<std::size_t>(n));
    return out;
}

}  // namespace guiyan::files
