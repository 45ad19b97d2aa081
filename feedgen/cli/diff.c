/* SPDX-License-Identifier: ISC */
/* diff.c - feedgen diff: what would subscribers and crawlers notice? */
#include <string.h>

#include "cli/json.h"
#include "cli/print.h"
#include "cli/report.h"

/* Code points of a value that are shown, and of them before a difference. */
#define SHOWN_MOST 60
#define SHOWN_BEFORE 12

static const struct fg_cli_option options[] = {
    FG_CLI_OPTION('q', "quiet", FLAG, quiet, NULL, "print nothing but errors"),
    FG_CLI_OPTION_FORMAT,
    FG_CLI_OPTION_HELP,
    FG_CLI_OPTION_END,
};

static const char *const scopes[] = {
    [FEEDGEN_DIFF_FILE] = "file",
    [FEEDGEN_DIFF_FEED] = "feed",
    [FEEDGEN_DIFF_ENTRY] = "entry",
    [FEEDGEN_DIFF_SITEMAP] = "sitemap",
    [FEEDGEN_DIFF_URL] = "url",
};

static const char *const changes[] = {
    [FEEDGEN_DIFF_CHANGED] = "changed",
    [FEEDGEN_DIFF_ADDED] = "added",
    [FEEDGEN_DIFF_GONE] = "gone",
};

static const char *const plurals[] = {
    [FEEDGEN_DIFF_ENTRY] = "entries",
    [FEEDGEN_DIFF_SITEMAP] = "sitemaps",
    [FEEDGEN_DIFF_URL] = "URLs",
};

struct printer {
	struct fg_cli_report report;
	struct feedgen_report callbacks;
	const char *before, *after; /* the operands */
	bool has_file;		    /* its name has been printed */
	bool has_group;		    /* the heading that follows, too */
	enum feedgen_diff_scope scope;
	enum feedgen_diff_change change;
	bool is_id;
	/* What was counted in this file, and in all of them. */
	unsigned long added, gone;
	unsigned long documents, feeds, both, ids_changed;
};

/* ---- differences as text ---- */

/* Where two texts begin to differ, or a little before. */
static size_t
common_start(const char *a, const char *b)
{
	size_t points[SHOWN_BEFORE] = {0}, n = 0, at = 0;
	uint32_t cp;

	while (a[at] && a[at] == b[at]) {
		size_t length = fg_cli_decode(&cp, a + at);

		if (strncmp(a + at, b + at, length) != 0)
			break;
		points[n++ % SHOWN_BEFORE] = at;
		at += length;
	}
	return n > SHOWN_MOST / 2 ? points[n % SHOWN_BEFORE] : 0;
}

static void
put_value(const char *text, size_t from)
{
	char shown[SHOWN_MOST * 4 + 1];
	size_t n = 0;
	uint32_t cp;

	if (!text) {
		fputs("none", stdout);
		return;
	}
	for (size_t i = 0; i < SHOWN_MOST && text[from + n]; i++)
		n += fg_cli_decode(&cp, text + from + n);
	memcpy(shown, text + from, n);
	shown[n] = '\0';
	fputs(from > 0 ? "'..." : "'", stdout);
	fg_cli_put(stdout, shown);
	fputs(text[from + n] ? "...'" : "'", stdout);
}

static void
put_values(const struct feedgen_difference *d)
{
	size_t from = 0;

	if (strcmp(d->field, "content") == 0) {
		puts("the text of the content");
		return;
	}
	if (strcmp(d->field, "markup") == 0) {
		puts("the markup of the content, not its text");
		return;
	}
	if (d->before && d->after)
		from = common_start(d->before, d->after);
	printf("%s ", d->field);
	put_value(d->before, from);
	fputs(" -> ", stdout);
	put_value(d->after, from);
	putchar('\n');
}

static bool
is_id(const struct feedgen_difference *d)
{
	return d->field && strcmp(d->field, "id") == 0 &&
	       d->scope == FEEDGEN_DIFF_ENTRY;
}

static void
put_heading(struct printer *p, const struct feedgen_difference *d)
{
	if (!p->has_file) {
		fg_cli_put(stdout, d->file);
		puts(":");
	}
	if (p->has_group && p->scope == d->scope && p->change == d->change &&
	    p->is_id == is_id(d))
		return;
	p->has_file = p->has_group = true;
	p->scope = d->scope;
	p->change = d->change;
	p->is_id = is_id(d);
	if (p->is_id)
		puts("  id changed, so marked unread again:");
	else if (d->scope == FEEDGEN_DIFF_FEED)
		puts("  changed as a whole:");
	else
		printf("  %s %s:\n", plurals[d->scope], changes[d->change]);
}

/* What people call it, and where it is if that is another thing. */
static void
put_name(const struct feedgen_difference *d)
{
	const char *name = d->title ? d->title : d->link;

	if (!name)
		name = "(neither title nor link)";
	fg_cli_put(stdout, name);
	if (name == d->title && d->link && !d->field) {
		fputs(" (", stdout);
		fg_cli_put(stdout, d->link);
		putchar(')');
	}
}

static void
put_difference(struct printer *p, const struct feedgen_difference *d)
{
	if (d->scope == FEEDGEN_DIFF_FILE) {
		fputs("only in ", stdout);
		fg_cli_put(stdout,
		    d->change == FEEDGEN_DIFF_ADDED ? p->after : p->before);
		fputs(": ", stdout);
		fg_cli_put(stdout, d->file);
		putchar('\n');
		return;
	}
	put_heading(p, d);
	fputs("    ", stdout);
	if (d->scope != FEEDGEN_DIFF_FEED)
		put_name(d);
	if (d->scope != FEEDGEN_DIFF_FEED && d->field)
		fputs(": ", stdout);
	if (d->field)
		put_values(d);
	else
		putchar('\n');
}

static void
put_json_difference(const struct feedgen_difference *d)
{
	fg_cli_json_begin(stdout, "difference");
	fg_cli_json_text(stdout, "file", d->file);
	fg_cli_json_text(stdout, "scope", scopes[d->scope]);
	fg_cli_json_text(stdout, "change", changes[d->change]);
	fg_cli_json_text(stdout, "field", d->field);
	fg_cli_json_text(stdout, "title", d->title);
	fg_cli_json_text(stdout, "link", d->link);
	fg_cli_json_text(stdout, "before", d->before);
	fg_cli_json_text(stdout, "after", d->after);
	fg_cli_json_end(stdout);
}

static void
take_difference(const struct feedgen_difference *d, void *payload)
{
	struct printer *p = payload;

	/* Those of the parts of an index are no count of its URLs. */
	if (d->scope == FEEDGEN_DIFF_ENTRY || d->scope == FEEDGEN_DIFF_URL) {
		p->added += d->change == FEEDGEN_DIFF_ADDED;
		p->gone += d->change == FEEDGEN_DIFF_GONE;
	}
	if (p->report.quiet)
		return;
	if (p->report.format == FG_CLI_JSON)
		put_json_difference(d);
	else
		put_difference(p, d);
}

/* ---- how it compares ---- */

static void
put_verdict(unsigned long ids_changed)
{
	fg_cli_put_count(stdout, ids_changed, "id", "ids");
	fputs(" changed: ", stdout);
	if (ids_changed == 0) {
		puts("no subscriber sees anything twice");
		return;
	}
	fputs("subscribers see ", stdout);
	fg_cli_put_count(stdout, ids_changed, "entry", "entries");
	puts(" again, marked unread");
}

static void
put_part(unsigned long n, const char *what)
{
	if (n == 0)
		return;
	fputs(", ", stdout);
	fg_cli_put_number(stdout, n);
	printf(" %s", what);
}

static void
put_comparison(
    struct printer *p, const struct feedgen_comparison *c, bool is_feed)
{
	fg_cli_put(stdout, c->file);
	fputs(": ", stdout);
	if (is_feed)
		fg_cli_put_count(stdout, c->both, "entry", "entries");
	else
		fg_cli_put_count(stdout, c->both, "URL", "URLs");
	fputs(" in both", stdout);
	put_part(c->changed, "changed");
	put_part(p->added, "added");
	put_part(p->gone, "gone");
	if (!is_feed) {
		putchar('\n');
		return;
	}
	fputs(", ", stdout);
	put_verdict(c->ids_changed);
}

static void
put_json_comparison(const struct printer *p, const struct feedgen_comparison *c)
{
	fg_cli_json_begin(stdout, "comparison");
	fg_cli_json_text(stdout, "file", c->file);
	fg_cli_json_text(stdout, "format", c->format);
	fg_cli_json_number(stdout, "before", c->before);
	fg_cli_json_number(stdout, "after", c->after);
	fg_cli_json_number(stdout, "both", c->both);
	fg_cli_json_number(stdout, "changed", c->changed);
	fg_cli_json_number(stdout, "added", p->added);
	fg_cli_json_number(stdout, "gone", p->gone);
	fg_cli_json_number(stdout, "ids_changed", c->ids_changed);
	fg_cli_json_end(stdout);
}

static void
take_comparison(const struct feedgen_comparison *c, void *payload)
{
	struct printer *p = payload;
	bool is_feed = strncmp(c->format, "sitemap", 7) != 0;

	p->documents++;
	p->feeds += is_feed;
	p->both += is_feed ? c->both : 0;
	p->ids_changed += c->ids_changed;
	if (p->report.quiet)
		;
	else if (p->report.format == FG_CLI_JSON)
		put_json_comparison(p, c);
	else
		put_comparison(p, c, is_feed);
	p->added = p->gone = 0;
	p->has_file = p->has_group = false;
}

static void
take_diag(const struct feedgen_diag *d, void *payload)
{
	struct printer *p = payload;

	p->callbacks.diag(d, p->callbacks.payload);
}

static void
put_totals(const struct printer *p)
{
	if (p->report.quiet || p->report.format == FG_CLI_JSON || p->feeds < 2)
		return;
	fputs("all feeds: ", stdout);
	fg_cli_put_count(stdout, p->both, "entry", "entries");
	fputs(" in both, ", stdout);
	put_verdict(p->ids_changed);
}

static enum feedgen_status
run(const struct fg_cli_values *values)
{
	struct printer p = {0};
	struct feedgen_diff_report report = {
	    .diag = take_diag,
	    .difference = take_difference,
	    .comparison = take_comparison,
	    .payload = &p,
	};
	enum feedgen_status status;

	if (values->operand_count != 2)
		return fg_cli_misused(fg_cli_diff.name,
		    "name two files or two folders: the old and the new one");
	p.before = values->operands[0];
	p.after = values->operands[1];
	fg_cli_report_init(&p.report, values);
	p.callbacks = fg_cli_report_callbacks(&p.report);
	status = feedgen_diff(p.before, p.after, &report);
	put_totals(&p);
	fg_cli_report_diff(&p.report, status, p.documents, p.ids_changed);
	return status;
}

const struct fg_cli_command fg_cli_diff = {
    .name = "diff",
    .summary = "tell what subscribers and crawlers would notice",
    .operands = "OLD NEW",
    .description =
	"Compare two versions of a feed or sitemap, or of two folders of them, "
	"as readers and crawlers see them. The exit status is 1 if an entry "
	"has another id, so that subscribers would see it again; other "
	"differences leave it 0.",
    .options = options,
    .run = run,
};
