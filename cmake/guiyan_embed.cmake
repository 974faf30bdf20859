# guiyan_embed(TARGET [FOLDERS folder...] [WEB])
# Makes the static library TARGET (guiyan_NAME) that carries files inside the binary, and the header
# "embedded/NAME.hpp" with `guiyan::embedded_files guiyan::embedded::NAME()` (the types: src/base/embedded.hpp).
#   FOLDERS  folders of the source tree; paths in the table begin with the folder's name ("locales/en/base.json").
#            A folder that is not there yet adds nothing.
#   WEB      the built web files, paths below dist ("index.html", "assets/…"), text files with a gzip twin.
#            Where GUIYAN_WEB is OFF the table is empty.
include(guiyan_npm)

function(guiyan_embed target)
    cmake_parse_arguments(arg "WEB" "" "FOLDERS" ${ARGN})
    string(REGEX REPLACE "^guiyan_" "" name ${target})
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${target})
    set(roots "")
    set(inputs "")
    foreach(folder IN LISTS arg_FOLDERS)
        file(GLOB_RECURSE files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*)
        list(APPEND inputs ${files})
        list(APPEND roots "${folder}/=${CMAKE_SOURCE_DIR}/${folder}")
    endforeach()
    if(arg_WEB AND GUIYAN_WEB)
        guiyan_build_web(stamp dist)
        list(APPEND inputs ${stamp})
        list(APPEND roots "=${dist}")
    endif()

    # Part of the command, so that a file that went away makes the table anew as well.
    string(SHA1 names "${inputs}")
    set(script ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake)
    add_custom_command(
        OUTPUT ${out}/files.S ${out}/files.cpp
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUT=${out} -DGZIP=${arg_WEB} "-DROOTS=${roots}"
                -DNAMES=${names} -P ${script}
        DEPENDS ${inputs} ${script}
        COMMENT "Embedding ${name}" VERBATIM)
    file(CONFIGURE OUTPUT ${out}/include/embedded/${name}.hpp @ONLY CONTENT
"#pragma once
// Written by cmake/guiyan_embed.cmake.
#include \"base/embedded.hpp\"

namespace guiyan::embedded {
embedded_files @name@();
}
")
    add_library(${target} STATIC ${out}/files.S ${out}/files.cpp)
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src ${out}/include)
endfunction()

# Builds web/ into the build folder when one of its sources changed. Sets the names of a stamp file and of the folder.
function(guiyan_build_web out_stamp out_dist)
    set(web ${CMAKE_SOURCE_DIR}/web)
    if(NOT EXISTS ${web}/package-lock.json)
        message(FATAL_ERROR "web/package-lock.json is missing; configure with -DGUIYAN_WEB=OFF for a program without pages.")
    endif()
    set(stamp ${CMAKE_BINARY_DIR}/web/built)
    set(dist ${CMAKE_BINARY_DIR}/web/dist)
    guiyan_npm_command(npm)
    # What the pages are made from: their own sources, the sentences and the types of the interface.
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/* ${web}/tools/* ${CMAKE_SOURCE_DIR}/locales/*)
    file(GLOB settings CONFIGURE_DEPENDS ${web}/package.json ${web}/package-lock.json ${web}/tsconfig*.json
         ${web}/*.ts ${web}/*.html ${web}/.npmrc)
    set(schema ${CMAKE_SOURCE_DIR}/schema/openapi.json)
    if(NOT EXISTS ${schema})
        set(schema "")
    endif()
    string(SHA1 names "${sources};${settings}")
    add_custom_command(
        OUTPUT ${stamp}
        COMMAND ${CMAKE_COMMAND} -DCMAKE_MODULE_PATH=${CMAKE_SOURCE_DIR}/cmake -DFOLDER=${web} -DGUIYAN_NPM=${GUIYAN_NPM}
                -P ${CMAKE_SOURCE_DIR}/cmake/npm_ci.cmake
        COMMAND ${npm} run build -- --outDir ${dist} --emptyOutDir --logLevel warn
        COMMAND ${CMAKE_COMMAND} -E echo ${names} > ${stamp}
        DEPENDS ${sources} ${settings} ${schema}
        WORKING_DIRECTORY ${web}
        COMMENT "Building the web files" VERBATIM)
    set(${out_stamp} ${stamp} PARENT_SCOPE)
    set(${out_dist} ${dist} PARENT_SCOPE)
endfunction()
