/* Where exceptions end. Every extern "C" function of the room is one line around guard(), so that nothing
 * thrown by Xapian or the C++ library reaches C code: it becomes a status, and the caller's error says what
 * happened in plain words. */
#ifndef STORE_GUARD_HH
#define STORE_GUARD_HH

#include "store/base.hh"

/* What was being done; some exceptions mean one thing in a query and another in a write. */
enum class task { read, search, write };

/* To be called inside a catch: the status of what is in flight, from the specific to the general. dir names the
 * index in messages. */
enum limier_status status_of_exception(task doing, const char *dir, struct limier_error *err) noexcept;

/* Runs work, which returns a status of its own and may throw anything. */
template <typename Work>
enum limier_status guard(task doing, const char *dir, struct limier_error *err, Work &&work) noexcept
{
    try {
        return work();
    } catch (...) {
        return status_of_exception(doing, dir, err);
    }
}

/* Fills err for an index that is damaged, with what to do about it. */
enum limier_status corrupt(const char *dir, const char *what, struct limier_error *err) noexcept;

#endif
