EXTRA_DIST += docs/liblimier.pc.in
