#include "files/drawing/pdf_pages.hpp"

#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "files/drawing/lean_font.hpp"

namespace guiyan::drawing {
namespace {

std::string written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    // An identity of what is in the file, not of the moment.
    writer.setDeterministicID(true);
    writer.write();
    auto const out = writer.getBufferSharedPointer();
    return {reinterpret_cast<char const*>(out->getBuffer()), out->getSize()};
}

}  // namespace

std::string lean_pdf(std::string_view bytes) try {
    auto pdf = QPDF::create();
    pdf->setSuppressWarnings(true);
    pdf->processMemoryFile("drawn", bytes.data(), bytes.size());
    for (auto object : pdf->getAllObjects()) {
        if (!object.isStream()) continue;
        auto kind = object.getDict().getKey("/Subtype");
        if (!kind.isName() || kind.getName() != "/CIDFontType0C") continue;
        auto const data = object.getStreamData();
        auto const lean = lean_cff({reinterpret_cast<char const*>(data->getBuffer()), data->getSize()});
        object.replaceStreamData(lean, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    }
    return written(*pdf);
} catch (QPDFExc const&) {
    // What a reader may still show is better than nothing.
    return std::string(bytes);
}

bound_pdf bound(std::vector<std::string> const& files) {
    auto out = QPDF::create();
    out->emptyPDF();
    QPDFPageDocumentHelper all(*out);
    // Pages are copied when the file is written: what they come from stays open until then.
    std::vector<std::shared_ptr<QPDF>> open;
    bound_pdf made;
    for (auto const& bytes : files) {
        auto one = QPDF::create();
        one->setSuppressWarnings(true);
        one->processMemoryFile("paper", bytes.data(), bytes.size());
        for (auto& page : QPDFPageDocumentHelper(*one).getAllPages()) {
            all.addPage(page, false);
            ++made.pages;
        }
        open.push_back(std::move(one));
    }
    made.bytes = written(*out);
    return made;
}

}  // namespace guiyan::drawing
