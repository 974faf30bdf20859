// libpq as a library that is looked up when PostgreSQL is asked for. Linked in the usual way it would load
// twenty others (Kerberos, LDAP, GnuTLS) into every program that keeps its data in a file: a tenth of the
// start and four megabytes. Each function here is the library's own, found by its name at the first call.

#include <dlfcn.h>
#include <libpq-fe.h>

#include "db/database.hpp"

namespace {

void* library() {
    static void* const found = [] {
        // The name that every libpq since 8.2 has; its functions only grow in number.
        void* const opened = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
        if (!opened)
            throw guiyan::db::cannot_open(
                "PostgreSQL needs the library libpq.so.5, which is not installed (Debian: libpq5).");
        return opened;
    }();
    return found;
}

void* function(char const* name) {
    void* const found = ::dlsym(library(), name);
    if (!found)
        throw guiyan::db::cannot_open(std::string("The library libpq.so.5 is too old: it has no ") + name +
                                      ".");
    return found;
}

}  // namespace

// The declarations of libpq-fe.h stand before: a definition of another form does not compile.
#define FOUND_LATE(result, name, parameters, arguments)                                    \
    extern "C" result name parameters {                                                    \
        static auto* const real = reinterpret_cast<result(*) parameters>(function(#name)); \
        return real arguments;                                                             \
    }

using texts = char const* const*;

FOUND_LATE(PGconn*, PQconnectdbParams, (texts keys, texts values, int expand), (keys, values, expand))
FOUND_LATE(void, PQfinish, (PGconn * c), (c))
FOUND_LATE(void, PQreset, (PGconn * c), (c))
FOUND_LATE(PQconninfoOption*, PQconninfoParse, (char const* text, char** message), (text, message))
FOUND_LATE(void, PQconninfoFree, (PQconninfoOption * options), (options))
FOUND_LATE(ConnStatusType, PQstatus, (PGconn const* c), (c))
FOUND_LATE(PGTransactionStatusType, PQtransactionStatus, (PGconn const* c), (c))
FOUND_LATE(char const*, PQparameterStatus, (PGconn const* c, char const* name), (c, name))
FOUND_LATE(int, PQserverVersion, (PGconn const* c), (c))
FOUND_LATE(char*, PQerrorMessage, (PGconn const* c), (c))
FOUND_LATE(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn * c, PQnoticeProcessor f, void* own), (c, f, own))
FOUND_LATE(PGresult*, PQexec, (PGconn * c, char const* sql), (c, sql))
FOUND_LATE(PGresult*, PQprepare, (PGconn * c, char const* name, char const* sql, int count, Oid const* types),
           (c, name, sql, count, types))
FOUND_LATE(PGresult*, PQexecPrepared,
           (PGconn * c, char const* name, int count, texts values, int const* lengths, int const* formats,
            int format),
           (c, name, count, values, lengths, formats, format))
FOUND_LATE(int, PQsendQuery, (PGconn * c, char const* sql), (c, sql))
FOUND_LATE(PGresult*, PQgetResult, (PGconn * c), (c))
FOUND_LATE(int, PQputCopyData, (PGconn * c, char const* bytes, int size), (c, bytes, size))
FOUND_LATE(int, PQputCopyEnd, (PGconn * c, char const* why), (c, why))
FOUND_LATE(ExecStatusType, PQresultStatus, (PGresult const* r), (r))
FOUND_LATE(char*, PQresultErrorField, (PGresult const* r, int field), (r, field))
FOUND_LATE(int, PQntuples, (PGresult const* r), (r))
FOUND_LATE(int, PQnfields, (PGresult const* r), (r))
FOUND_LATE(Oid, PQftype, (PGresult const* r, int column), (r, column))
FOUND_LATE(char*, PQgetvalue, (PGresult const* r, int row, int column), (r, row, column))
FOUND_LATE(int, PQgetlength, (PGresult const* r, int row, int column), (r, row, column))
FOUND_LATE(int, PQgetisnull, (PGresult const* r, int row, int column), (r, row, column))
FOUND_LATE(char*, PQcmdStatus, (PGresult * r), (r))
FOUND_LATE(char*, PQcmdTuples, (PGresult * r), (r))
FOUND_LATE(void, PQclear, (PGresult * r), (r))
FOUND_LATE(void, PQfreemem, (void* bytes), (bytes))
FOUND_LATE(char*, PQescapeIdentifier, (PGconn * c, char const* text, std::size_t size), (c, text, size))
