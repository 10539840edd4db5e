# Waypost - community-resource directory and referral matching.
#
# make demo            install what is missing, build, import datasets/, match
# make test            install what the tests use, run every test
# make                 build/release/waypost
# make check           every test, nothing installed; make VARIANT=asan check
# make check-unit TEST=test_geo_distance      one unit test
# make fuzz FUZZ_SECONDS=60 [FUZZ=fuzz_csv]   grow the corpora in tests/fuzz
# make accept-golden   take today's output as expected; then read the diff
# make coverage        line coverage of engine/ by the unit tests
# make install         PREFIX=/usr/local DESTDIR=
# make format analyze clean help
#
# VARIANT is release (default), debug, asan, cov or fuzz; V=1 shows commands.

VARIANT      ?= release
PREFIX       ?= /usr/local
DESTDIR      ?=
FUZZ_SECONDS ?= 60
VERSION      := 0.1.0

out := build/$(VARIANT)
gen := build/gen

# ---- variants: name -> compiler and flags ---------------------------------

flags.release := -O2 -g -D_FORTIFY_SOURCE=2
flags.debug   := -O0 -g3
flags.asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
                 -fno-omit-frame-pointer
flags.cov     := -O0 -g -fprofile-instr-generate -fcoverage-mapping
flags.fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
                 -fno-sanitize-recover=all
ifneq ($(filter cov fuzz,$(VARIANT)),)
CC := clang
endif
$(if $(flags.$(VARIANT)),,$(error unknown VARIANT '$(VARIANT)'))

warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wcast-qual \
  -Wwrite-strings -Wvla -Wundef -Wswitch-enum -Wformat=2
WERROR   ?= -Werror
STD      := -std=c17 -D_XOPEN_SOURCE=700 -DWP_VERSION='"$(VERSION)"'
ALL_CFLAGS  = $(STD) $(warnings) $(WERROR) -ffp-contract=off \
  $(flags.$(VARIANT)) $(CFLAGS)
ALL_LDFLAGS = $(flags.$(VARIANT)) $(LDFLAGS)

# ---- components: who may see what -----------------------------------------
# The include path is the layer rule, pkg-config per component the library
# rule: only engine sources reach engine's private headers.

src.engine    := $(sort $(wildcard engine/*/*.c))
inc.engine    := -Iengine -Iengine/include -I$(gen)/engine
pkg.engine    := sqlite3 jansson libpcre2-8 libutf8proc libxxhash libical
lib.engine    := -lstemmer -lm

src.importers := $(sort $(wildcard importers/*.c))
inc.importers := -Iengine/include -Iimporters/include -Iimporters
pkg.importers := jansson libarchive libxml-2.0 zlib
lib.importers :=

src.cli       := $(sort $(wildcard cli/*.c))
inc.cli       := -Iengine/include -Iimporters/include -Icli
pkg.cli       := jansson smartcols

components := engine importers cli
obj = $(patsubst %.c,$(out)/%.o,$(src.$(1)))

# demo and test install first and then call make again, so that pkg-config is
# only asked where it is already there.
ifneq ($(filter-out demo test deps help clean,$(or $(MAKECMDGOALS),all)),)
pc = $(shell pkg-config $(1) $(2))
endif
libs.engine    := $(call pc,--libs,$(pkg.engine)) $(lib.engine)
libs.importers := $(call pc,--libs,$(pkg.importers)) $(lib.importers)
libs.cli       := $(call pc,--libs,$(pkg.cli))

all: $(out)/waypost
.DEFAULT_GOAL := all

$(out)/libwaypost.a: $(call obj,engine) $(out)/engine/vocab/tables.o
	$(call say,AR) rm -f $@ && $(AR) rcs $@ $^
$(out)/libwaypostimport.a: $(call obj,importers)
	$(call say,AR) rm -f $@ && $(AR) rcs $@ $^

archives := $(out)/libwaypostimport.a $(out)/libwaypost.a
$(out)/waypost: $(call obj,cli) $(archives)
	$(call say,LD) $(CC) $(ALL_LDFLAGS) $^ -o $@ \
	  $(libs.cli) $(libs.importers) $(libs.engine)

# ---- compiling ------------------------------------------------------------

say = @printf '  %-6s %s\n' $(1) $@;
ifeq ($(V),1)
say =
endif

define component_rules
$(out)/$(1)/%.o: $(1)/%.c Makefile
	@mkdir -p $$(@D)
	$$(call say,CC) $$(compile.$(1)) -MMD -MP -c $$< -o $$@
endef
$(foreach c,$(components),$(eval compile.$(c) := $(strip $(CC) $(inc.$(c)) \
  $(call pc,--cflags,$(pkg.$(c))) $(ALL_CFLAGS))))
$(foreach c,$(components),$(eval $(call component_rules,$(c))))

# The datasets/ tables are part of the library, byte for byte.
tables := $(addprefix datasets/,$(shell sed -n \
  's|.*table [a-z]*, datasets/||p' engine/vocab/tables.S))
$(out)/engine/vocab/tables.o: engine/vocab/tables.S $(tables)
	@mkdir -p $(@D)
	$(call say,AS) $(CC) -c $< -o $@

# Text becomes C by way of od(1): no helper program to build first.
$(gen)/%.inc: %
	@mkdir -p $(@D)
	$(call say,EMBED) { od -An -v -tu1 $< | \
	  sed 's/[0-9][0-9]*/&,/g'; echo '0'; } >$@
$(out)/engine/store/migrations.o: \
  $(patsubst %,$(gen)/%.inc,$(wildcard engine/store/sql/*.sql))

-include $(foreach c,$(components),$(patsubst %.o,%.d,$(call obj,$(c))))

compile_commands.json: Makefile
	@{ printf '['; sep=; $(foreach c,$(components),for f in $(src.$(c)); do \
	  printf '%s{"directory":"%s","file":"%s","command":"%s"}' "$$sep" \
	  '$(CURDIR)' "$$f" '$(subst ",\",$(compile.$(c)))'" -c $$f"; \
	  sep=,; done;) printf ']\n'; } >$@

# ---- tests ----------------------------------------------------------------

unit     := $(patsubst tests/unit/%.c,%,$(sort $(wildcard tests/unit/test_*.c)))
property := $(patsubst tests/property/%.c,%, \
  $(sort $(wildcard tests/property/prop_*.c)))
fuzz     := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
support  := $(sort $(wildcard tests/support/*.c))

inc.tests  := $(inc.engine) -Iimporters/include -Iimporters -Itests
libs.tests = $(libs.importers) $(libs.engine) $(call pc,--libs,cmocka)
compile.tests = $(CC) $(inc.tests) $(call pc,--cflags,$(pkg.engine) \
  $(pkg.importers) cmocka) $(STD) -Wall -Wextra $(WERROR) -ffp-contract=off \
  $(flags.$(VARIANT)) $(CFLAGS)

# The whole archive, so that a file no test touches shows as 0 % covered.
link.tests = -Wl,--whole-archive $(archives) -Wl,--no-whole-archive
$(out)/tests/test_%: tests/unit/test_%.c $(support) $(archives)
	@mkdir -p $(@D)
	$(call say,TEST) $(compile.tests) -MMD -MP -MF $@.d $< $(support) -o $@ \
	  $(link.tests) $(libs.tests)
$(out)/tests/prop_%: tests/property/prop_%.c $(support) $(archives)
	@mkdir -p $(@D)
	$(call say,TEST) $(compile.tests) -MMD -MP -MF $@.d $< $(support) -o $@ \
	  $(link.tests) $(libs.tests)
$(out)/tests/replay_%: tests/fuzz/%.c tests/fuzz/standalone.c $(archives)
	@mkdir -p $(@D)
	$(call say,TEST) $(compile.tests) -MMD -MP -MF $@.d $< \
	  tests/fuzz/standalone.c -o $@ $(archives) $(libs.tests)
# One program of several files: it sees public headers alone, and SQLite to
# read facts past the matcher.
relevance := $(sort $(wildcard tests/relevance/*.c))
$(out)/tests/relevance: $(relevance) tests/relevance/relevance.h $(archives)
	@mkdir -p $(@D)
	$(call say,TEST) $(CC) -Iengine/include -Iimporters/include \
	  $(call pc,--cflags,$(pkg.engine)) $(STD) -D_GNU_SOURCE -Wall -Wextra \
	  $(WERROR) -ffp-contract=off $(flags.$(VARIANT)) $(CFLAGS) \
	  $(relevance) -o $@ $(archives) $(libs.importers) $(libs.engine)
-include $(wildcard $(out)/tests/*.d)

test_programs := $(unit:%=$(out)/tests/%) $(property:%=$(out)/tests/%) \
  $(fuzz:%=$(out)/tests/replay_%) $(out)/tests/relevance

# Everything there is, one closing line; KINDS="unit golden" narrows it.
KINDS ?= lint unit property relevance fuzz golden acceptance
check: $(out)/waypost $(test_programs)
	@tests/run.sh $(out) $(KINDS)
check-unit: $(if $(TEST),$(out)/tests/$(TEST),$(unit:%=$(out)/tests/%))
	@$(if $(TEST),$<,tests/run.sh $(out) unit)
check-golden check-lint check-acceptance: check-%: $(out)/waypost
	@tests/run.sh $(out) $*
check-relevance: $(out)/tests/relevance
	@tests/run.sh $(out) relevance
accept-golden: $(out)/waypost
	@tests/golden/run.sh --accept $< $(sort $(wildcard tests/golden/*/*.test))

build/fuzz/tests/fuzz_%: tests/fuzz/fuzz_%.c
	@$(MAKE) --no-print-directory VARIANT=fuzz fuzz-archives
	@mkdir -p $(@D)
	clang $(inc.tests) $(call pc,--cflags,$(pkg.engine) $(pkg.importers)) \
	  $(STD) -g -O1 -fsanitize=fuzzer,address,undefined $< \
	  build/fuzz/libwaypostimport.a build/fuzz/libwaypost.a -o $@ \
	  $(libs.importers) $(libs.engine)
fuzz-archives: $(archives)
FUZZ ?= $(fuzz)
fuzz: $(FUZZ:%=grow-%)
grow-%: build/fuzz/tests/%
	@mkdir -p tests/fuzz/corpus/$*
	$< -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=1024 -timeout=20 \
	  -print_final_stats=1 tests/fuzz/corpus/$*

coverage:
	@rm -rf build/cov/tests/*.profraw
	@$(MAKE) --no-print-directory VARIANT=cov KINDS='unit property' check
	llvm-profdata-14 merge -o build/cov/all.profdata build/cov/tests/*.profraw
	llvm-cov-14 report -instr-profile=build/cov/all.profdata \
	  $(patsubst %,-object build/cov/tests/%,$(unit) $(property)) \
	  $(src.engine) $(src.importers)

# ---- the two commands of the README ---------------------------------------

deps:
	@.ci/install.sh build
demo:
	@.ci/install.sh build
	@$(MAKE) --no-print-directory all
	@cli/demo.sh $(out)/waypost build/demo
test:
	@.ci/install.sh build test
	@$(MAKE) --no-print-directory check

# ---- source care ----------------------------------------------------------

c_files := $(shell git ls-files -co --exclude-standard '*.c' '*.h' 2>/dev/null)
format:
	clang-format -i $(c_files)
check-format:
	clang-format --dry-run --Werror $(c_files)
analyze: compile_commands.json
	clang-tidy --quiet $(foreach c,$(components),$(src.$(c)))
	cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 \
	  --enable=warning,performance,portability $(inc.engine) \
	  $(foreach c,$(components),$(src.$(c)))

# ---- shipping -------------------------------------------------------------

headers := $(sort $(wildcard engine/include/waypost/*.h))
install: all
	install -Dm755 $(out)/waypost $(DESTDIR)$(PREFIX)/bin/waypost
	install -d $(DESTDIR)$(PREFIX)/include/waypost $(DESTDIR)$(PREFIX)/lib
	install -m644 -t $(DESTDIR)$(PREFIX)/include/waypost $(headers)
	install -m644 -t $(DESTDIR)$(PREFIX)/lib $(out)/libwaypost.a
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m644 -t $(DESTDIR)$(PREFIX)/share/man/man1 docs/man/*.1
dist:
	git archive --format=tar --prefix=waypost-$(VERSION)/ HEAD | \
	  xz -9 >waypost-$(VERSION).tar.xz
clean:
	rm -rf build compile_commands.json
help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

.PHONY: all check check-unit check-golden check-lint check-acceptance \
  check-relevance check-format accept-golden fuzz-archives coverage fuzz deps demo test format \
  analyze install dist clean help
.SECONDARY:
.DELETE_ON_ERROR:
