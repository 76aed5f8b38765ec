#include "store/guard.hh"

#include <xapian.h>

#include <new>
#include <typeinfo>

enum limier_status corrupt(const char *dir, const char *what, struct limier_error *err) noexcept
{
    error_set(err, LIMIER_CORRUPT, "the index %s is damaged: %s", dir, what);
    error_hint(err, "rebuild it: limier index --rebuild PATH…");
    return LIMIER_CORRUPT;
}

static enum limier_status system_error(const char *dir, const Xapian::Error &e, struct limier_error *err)
{
    const char *reason = e.get_error_string();
    return error_set(err, LIMIER_SYSTEM, "%s: %s%s%s%s", dir, e.get_msg().c_str(),
        e.get_context().empty() ? "" : (" (" + e.get_context() + ")").c_str(), reason ? ": " : "",
        reason ? reason : "");
}

static enum limier_status bad_argument(
    task doing, const char *dir, const Xapian::Error &e, struct limier_error *err)
{
    const char *message = e.get_msg().c_str();
    if (doing == task::search)
        return error_set(err, LIMIER_QUERY, "the query cannot be carried out: %s", message);
    if (e.get_msg().find("too long") != std::string::npos)
        return error_set(err, LIMIER_TOO_LONG, "%s: %s", dir, message);
    return error_set(err, LIMIER_INTERNAL, "%s: %s: %s", dir, e.get_type(), message);
}

enum limier_status status_of_exception(task doing, const char *dir, struct limier_error *err) noexcept
{
    try {
        throw;
    } catch (const Xapian::DatabaseLockError &) {
        error_set(err, LIMIER_LOCKED, "the index %s is locked", dir);
        error_hint(err, "another process is writing to it; try again when it is done");
        return LIMIER_LOCKED;
    } catch (const Xapian::DatabaseNotFoundError &) {
        error_set(err, LIMIER_MISSING, "there is no index in %s", dir);
        error_hint(err, "limier index FOLDER makes one");
        return LIMIER_MISSING;
    } catch (const Xapian::DatabaseVersionError &e) {
        error_set(err, LIMIER_VERSION, "the index %s is of another version: %s", dir, e.get_msg().c_str());
        error_hint(err, "rebuild it: limier index --rebuild PATH…, or use a newer limier");
        return LIMIER_VERSION;
    } catch (const Xapian::FeatureUnavailableError &e) {
        error_set(
            err, LIMIER_VERSION, "the index %s needs what this Xapian lacks: %s", dir, e.get_msg().c_str());
        error_hint(err, "rebuild it: limier index --rebuild PATH…");
        return LIMIER_VERSION;
    } catch (const Xapian::DatabaseCorruptError &e) {
        return corrupt(dir, e.get_msg().c_str(), err);
    } catch (const Xapian::DatabaseModifiedError &) {
        error_set(err, LIMIER_SYSTEM, "the index %s changes faster than it can be read", dir);
        error_hint(err, "try again when less is written to it");
        return LIMIER_SYSTEM;
    } catch (const Xapian::DatabaseOpeningError &e) {
        return system_error(dir, e, err);
    } catch (const Xapian::NetworkError &e) {
        return system_error(dir, e, err);
    } catch (const Xapian::DatabaseError &e) {
        /* In reading, one of no kind of its own and without the system's reason: a file that ends too early. */
        if (doing != task::write && !e.get_error_string() && !strcmp(e.get_type(), "DatabaseError"))
            return corrupt(dir, e.get_msg().c_str(), err);
        return system_error(dir, e, err);
    } catch (const Xapian::WildcardError &e) {
        return error_set(err, LIMIER_QUERY, "the query cannot be carried out: %s", e.get_msg().c_str());
    } catch (const Xapian::QueryParserError &e) {
        return error_set(err, LIMIER_QUERY, "the query cannot be carried out: %s", e.get_msg().c_str());
    } catch (const Xapian::InvalidArgumentError &e) {
        return bad_argument(doing, dir, e, err);
    } catch (const Xapian::UnimplementedError &e) {
        return bad_argument(doing, dir, e, err);
    } catch (const Xapian::Error &e) {
        return error_set(err, LIMIER_INTERNAL, "%s: %s: %s", dir, e.get_type(), e.get_msg().c_str());
    } catch (const std::bad_alloc &) {
        BUG("out of memory");
    } catch (const std::exception &e) {
        return error_set(err, LIMIER_INTERNAL, "%s: %s", dir, e.what());
    } catch (...) {
        return error_set(err, LIMIER_INTERNAL, "%s: an unknown exception", dir);
    }
}
