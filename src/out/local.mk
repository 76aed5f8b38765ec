limier_SOURCES +=
