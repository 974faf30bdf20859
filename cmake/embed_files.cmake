# Run by guiyan_embed at build time: writes OUT/files.S, which takes the bytes in by .incbin, and OUT/files.cpp, the
# table. NAME is the function's name, ROOTS a list of "prefix=folder", GZIP whether text files get a compressed twin.
set(compressible "\\.(html|css|js|mjs|json|svg|txt|xml|csv|webmanifest|md|yaml)$")
set(rows "")  # "path|file", sorted by path in byte order
foreach(root IN LISTS ROOTS)
    string(REGEX MATCH "^([^=]*)=(.*)$" matched "${root}")
    set(prefix "${CMAKE_MATCH_1}")
    set(folder "${CMAKE_MATCH_2}")
    file(GLOB_RECURSE files RELATIVE ${folder} ${folder}/*)
    foreach(file IN LISTS files)
        if(file MATCHES "[\"\\|;]")
            message(FATAL_ERROR "A file that is put into the binary cannot be called ${file}")
        endif()
        if(NOT file MATCHES "(^|/)\\.")
            list(APPEND rows "${prefix}${file}|${folder}/${file}")
        endif()
    endforeach()
endforeach()
list(SORT rows COMPARE STRING)

find_program(gzip gzip REQUIRED)
file(REMOVE_RECURSE ${OUT}/gzip)
set(assembly "# Written by cmake/embed_files.cmake\n.section .rodata\n")
set(declarations "")
set(table "")
set(index 0)
foreach(row IN LISTS rows)
    string(REPLACE "|" ";" row "${row}")
    list(GET row 0 path)
    list(GET row 1 file)
    file(SIZE ${file} size)
    file(SHA256 ${file} hash)
    set(symbol guiyan_embedded_${NAME}_${index})
    # The hash is part of the text, so that a changed file makes a changed source.
    string(APPEND assembly ".balign 16\n.global ${symbol}\n${symbol}:  # ${hash}\n.incbin \"${file}\"\n.byte 0\n")
    string(APPEND declarations "extern const char ${symbol}[];\n")
    set(twin "{}")
    if(GZIP AND path MATCHES "${compressible}" AND size GREATER 512)
        set(packed ${OUT}/gzip/${path}.gz)
        get_filename_component(packed_folder ${packed} DIRECTORY)
        file(MAKE_DIRECTORY ${packed_folder})
        # -n leaves name and time out: the same input gives the same binary.
        execute_process(COMMAND ${gzip} -9 -n -c ${file} OUTPUT_FILE ${packed} COMMAND_ERROR_IS_FATAL ANY)
        file(SIZE ${packed} packed_size)
        if(packed_size LESS size)
            string(APPEND assembly ".balign 16\n.global ${symbol}_gz\n${symbol}_gz:\n.incbin \"${packed}\"\n")
            string(APPEND declarations "extern const char ${symbol}_gz[];\n")
            set(twin "{${symbol}_gz, ${packed_size}}")
        endif()
    endif()
    string(APPEND table "    {\"${path}\", {${symbol}, ${size}}, \"${hash}\", ${twin}},\n")
    math(EXPR index "${index} + 1")
endforeach()
string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")

if(index EQUAL 0)
    set(body "embedded_files ${NAME}() { return {}; }\n")
else()
    set(body "namespace {\nconst embedded_file table[] = {\n${table}};\n}  // namespace\n
embedded_files ${NAME}() { return embedded_files(table); }\n")
endif()
file(WRITE ${OUT}/files.S "${assembly}")
file(WRITE ${OUT}/files.cpp "// Written by cmake/embed_files.cmake
#include \"embedded/${NAME}.hpp\"

extern \"C\" {
${declarations}}

namespace guiyan::embedded {
${body}}  // namespace guiyan::embedded
")
