/* The base room's headers as C++ may see them: with C linkage, and with the two C words (compound literals,
 * _Noreturn) that ISO C++ lacks. Every .cc of the room comes here first. */
#ifndef STORE_BASE_HH
#define STORE_BASE_HH

#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow" /* a function named as a struct */
#define _Noreturn [[noreturn]]
extern "C" {
#include "base/arena.h"
#include "base/buf.h"
#include "base/bug.h"
#include "base/doc.h"
#include "base/error.h"
#include "base/span.h"
#include "base/trace.h"
#include "base/vocab.h"
}
#undef _Noreturn
#pragma GCC diagnostic pop

static inline std::string string_of(struct span s)
{
    return std::string(s.len ? s.ptr : "", s.len);
}

static inline struct span span_of_string(const std::string &s)
{
    return span_of(s.data(), s.size());
}

/* A copy that lives as long as the arena, with a NUL behind it. */
static inline struct span arena_string(struct arena *arena, const std::string &s)
{
    return arena_copy(arena, span_of_string(s));
}

#endif
