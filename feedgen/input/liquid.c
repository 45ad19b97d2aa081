/* SPDX-License-Identifier: ISC */
/* liquid.c - tags, blocks and white space of Liquid. */
#include "input/liquid.h"

#include "base/url.h"
#include "base/utf8.h"
#include "lib/html.h"

/* Liquid itself allows a hundred. */
#define MOST_OPEN 100
/* Each costs a pass over the text for its line. */
#define MOST_UNKNOWN 50

enum block_kind {
	PLAIN,	  /* its text is written */
	BRANCHES, /* its text is written up to the first else */
	CASES,	  /* that of its first when */
	HIDDEN,	  /* its text is not written */
	HIGHLIGHT
};

struct block {
	struct fg_str name;
	enum block_kind kind;
	size_t at;	/* in the text */
	size_t from;	/* of the output: a highlight's code */
	struct fg_str language;
	bool is_written; /* what is being read of it, and all around it */
	bool has_branch; /* a when was seen */
};

struct liquid {
	struct fg_liquid *l;
	struct fg_buf *out;
	struct fg_str s;
	size_t i;
	size_t text_start; /* in out: of the text since the last tag */
	bool trims_next;   /* "-%}" stood before */
	struct block open[MOST_OPEN];
	size_t depth;
	/* Where the next ones are, found once for all that look for them. */
	size_t tag_end, brace, raw_end;
	bool has_dropped, has_unclosed, is_in_highlight;
	unsigned unknown;
};

/* What stands between "{%" or "{{" and its end. */
struct tag {
	size_t at, end; /* of the whole tag */
	struct fg_str name, markup;
	bool trims_before, trims_after;
};

static struct fg_place
place_at(const struct liquid *m, size_t at)
{
	struct fg_place place;

	if (m->l->line == 0)
		return FG_WHOLE_FILE;
	place = fg_place_of(m->s, at);
	place.line += m->l->line - 1;
	return place;
}

static void
warn_dropped(struct liquid *m, size_t at, size_t end)
{
	if (!m->has_dropped)
		fg_diag(m->l->diags, FG_LIQUID_DROPPED, place_at(m, at),
		    fg_show(m->l->diags, fg_str_sub(m->s, at, end)));
	m->has_dropped = true;
}

static void
warn_unclosed(struct liquid *m, size_t at, struct fg_str what)
{
	if (!m->has_unclosed)
		fg_diag(m->l->diags, FG_LIQUID_UNCLOSED, place_at(m, at),
		    fg_show(m->l->diags, what));
	m->has_unclosed = true;
}

static bool
is_written(const struct liquid *m)
{
	return m->depth == 0 || m->open[m->depth - 1].is_written;
}

static void
trim_before(struct liquid *m)
{
	size_t n = m->out->n;

	while (n > m->text_start && fg_is_space(m->out->p[n - 1]))
		n--;
	if (n < m->out->n)
		fg_buf_truncate(m->out, n);
}

static void
add_text(struct liquid *m, size_t from, size_t to)
{
	if (from == to)
		return;
	while (m->trims_next && from < to && fg_is_space(m->s.p[from]))
		from++;
	m->trims_next = false;
	m->text_start = m->out->n;
	if (is_written(m))
		fg_buf_add(m->out, fg_str_sub(m->s, from, to));
}

/* Offset of the first "%}" at or after from. */
static size_t
find_tag_end(struct liquid *m, size_t from)
{
	if (m->tag_end < from)
		m->tag_end = fg_str_search(m->s, FG_STR("%}"), from);
	return m->tag_end;
}

static size_t
find_brace(struct liquid *m, size_t from)
{
	if (m->brace < from)
		m->brace = fg_str_find(m->s, '}', from);
	return m->brace;
}

static void
set_inner(struct tag *tag, struct fg_str inner)
{
	tag->trims_before = inner.n > 0 && inner.p[0] == '-';
	inner = fg_str_sub(inner, tag->trims_before, inner.n);
	tag->trims_after = inner.n > 0 && inner.p[inner.n - 1] == '-';
	inner = fg_str_sub(inner, 0, inner.n - tag->trims_after);
	tag->markup = fg_str_trim(inner);
}

/* Read the tag at that offset; false if nothing ends it. */
static bool
read_tag(struct tag *tag, struct liquid *m, size_t at)
{
	size_t end = find_tag_end(m, at + 2), n = 0;

	if (end == m->s.n)
		return false;
	*tag = (struct tag){.at = at, .end = end + 2};
	set_inner(tag, fg_str_sub(m->s, at + 2, end));
	while (n < tag->markup.n &&
	       (fg_is_alpha(tag->markup.p[n]) ||
		   fg_is_digit(tag->markup.p[n]) || tag->markup.p[n] == '_'))
		n++;
	tag->name = fg_str_sub(tag->markup, 0, n);
	tag->markup =
	    fg_str_trim(fg_str_sub(tag->markup, n, tag->markup.n));
	return true;
}

/* Offset of the next "{% endraw %}"; the tag too. */
static size_t
find_raw_end(struct tag *end, struct liquid *m, size_t from)
{
	size_t at = m->raw_end < from ? from : m->raw_end;

	for (;;) {
		at = fg_str_search(m->s, FG_STR("{%"), at);
		m->raw_end = at;
		if (at == m->s.n ||
		    (read_tag(end, m, at) &&
			fg_str_eq(end->name, FG_STR("endraw"))))
			return at;
		at += 2;
	}
}

/* Everything up to {% endraw %} is text. */
static void
pass_raw(struct liquid *m, const struct tag *raw)
{
	struct tag end;
	size_t at = find_raw_end(&end, m, raw->end);

	if (is_written(m))
		fg_buf_add(m->out, fg_str_sub(m->s, raw->end, at));
	m->trims_next = raw->trims_after;
	if (at == m->s.n) {
		if (!m->l->is_part)
			warn_unclosed(m, raw->at, FG_STR("{% raw %}"));
		m->i = m->s.n;
		return;
	}
	m->trims_next |= end.trims_after;
	m->i = end.end;
}

/* "ruby linenos" begins with a language; Jekyll's syntax. */
static struct fg_str
language_of(struct fg_str markup)
{
	size_t n = 0;

	while (n < markup.n &&
	       (fg_is_alpha(markup.p[n]) || fg_is_digit(markup.p[n]) ||
		   memchr(".+#_-", markup.p[n], 5)))
		n++;
	return fg_str_sub(markup, 0, n);
}

/* Has the line that is being written nothing but a list's or quote's marks? */
static bool
is_at_block(const struct fg_buf *out, bool *is_at_margin)
{
	size_t i = out->n;

	*is_at_margin = i == 0 || out->p[i - 1] == '\n';
	while (i > 0 && out->p[i - 1] != '\n') {
		char c = out->p[--i];

		if (!fg_is_blank(c) && !fg_is_digit(c) &&
		    !memchr(">-*+.)", c, 6))
			return false;
	}
	return true;
}

static void
add_code(struct fg_buf *out, struct fg_str code, bool on_one_line)
{
	struct fg_str line;
	bool is_first = true;

	while (code.n > 0 && fg_str_split(&line, &code, '\n')) {
		if (!is_first)
			fg_buf_add_c(out, on_one_line ? "&#10;" : "\n");
		is_first = false;
		if (on_one_line && line.n && line.p[line.n - 1] == '\r')
			line.n--;
		fg_html_escape(out, line);
	}
}

/*
 * What was written since the tag becomes code.  "<pre" keeps a CommonMark
 * parser from reading it; in a list or quote its lines would end that, so it
 * becomes one line.
 */
static void
end_highlight(struct liquid *m, const struct block *b)
{
	struct fg_buf code = {0};
	struct fg_str text =
	    fg_str_sub(fg_buf_str(m->out), b->from, m->out->n);
	bool is_at_margin;

	while (text.n && (text.p[0] == '\n' || text.p[0] == '\r'))
		text = fg_str_sub(text, 1, text.n);
	while (text.n && (text.p[text.n - 1] == '\n' ||
			     text.p[text.n - 1] == '\r'))
		text.n--;
	fg_buf_add(&code, text);
	fg_buf_truncate(m->out, b->from);
	if (!is_at_block(m->out, &is_at_margin)) {
		fg_buf_add_char(m->out, '\n');
		is_at_margin = true;
	}
	fg_buf_add_c(m->out, "<pre><code");
	if (b->language.n) {
		fg_buf_add_c(m->out, " class=\"language-");
		fg_utf8_lower(m->out, b->language);
		fg_buf_add_char(m->out, '"');
	}
	fg_buf_add_char(m->out, '>');
	add_code(m->out, fg_buf_str(&code), !is_at_margin);
	fg_buf_add_c(m->out, "</code></pre>");
	fg_buf_free(&code);
}

static void
open_block(struct liquid *m, const struct tag *tag, enum block_kind kind)
{
	bool shows = kind != HIDDEN && kind != CASES;
	struct block *b;

	if (m->depth == MOST_OPEN)
		return;
	shows = shows && is_written(m);
	b = &m->open[m->depth++];
	*b = (struct block){.name = tag->name,
	    .kind = kind,
	    .at = tag->at,
	    .from = m->out->n,
	    .language = language_of(tag->markup),
	    .is_written = shows};
}

static void
close_block(struct liquid *m)
{
	struct block *b = &m->open[--m->depth];

	if (b->kind != HIGHLIGHT)
		return;
	m->is_in_highlight = false;
	if (b->is_written)
		end_highlight(m, b);
}

/* End the innermost block of that name, and what was left open inside. */
static void
end_blocks(struct liquid *m, struct fg_str name)
{
	size_t depth = m->depth;

	while (depth > 0 && !fg_str_eq(m->open[depth - 1].name, name))
		depth--;
	while (depth > 0 && m->depth >= depth)
		close_block(m);
}

/* else, elsif and when */
static void
next_branch(struct liquid *m, bool is_when)
{
	struct block *b = m->depth ? &m->open[m->depth - 1] : NULL;
	bool around = m->depth < 2 || m->open[m->depth - 2].is_written;

	if (!b)
		return;
	if (b->kind == BRANCHES)
		b->is_written = false;
	if (b->kind != CASES)
		return;
	b->is_written = around && is_when && !b->has_branch;
	b->has_branch = true;
}

static const struct {
	const char *name;
	enum block_kind kind;
	bool is_rendered; /* it says nothing else than Jekyll's */
} blocks[] = {
    {"capture", HIDDEN, true},
    {"case", CASES, false},
    {"comment", HIDDEN, true},
    {"for", HIDDEN, false},
    {"if", BRANCHES, false},
    {"tablerow", HIDDEN, false},
    {"unless", BRANCHES, false},
};

static bool
open_known_block(struct liquid *m, const struct tag *tag)
{
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		if (!fg_str_eq(tag->name, fg_str_c(blocks[i].name)))
			continue;
		if (!blocks[i].is_rendered && is_written(m))
			warn_dropped(m, tag->at, tag->end);
		open_block(m, tag, blocks[i].kind);
		return true;
	}
	if (fg_str_eq(tag->name, FG_STR("highlight")) && !m->is_in_highlight) {
		m->is_in_highlight = m->depth < MOST_OPEN;
		open_block(m, tag, HIGHLIGHT);
		return true;
	}
	return false;
}

static void
add_link(struct liquid *m, const struct tag *tag, bool is_post)
{
	const struct fg_doc *doc;

	if (!m->l->links ||
	    fg_str_search(tag->markup, FG_STR("{{"), 0) < tag->markup.n) {
		warn_dropped(m, tag->at, tag->end);
		return;
	}
	doc = is_post ? fg_links_by_post(m->l->links, tag->markup)
		      : fg_links_by_path(m->l->links, tag->markup);
	if (doc)
		fg_url_relative(m->out, m->l->site->baseurl, doc->url);
	else if (m->unknown++ < MOST_UNKNOWN)
		fg_diag(m->l->diags,
		    is_post ? FG_POST_URL_UNKNOWN : FG_LINK_UNKNOWN,
		    place_at(m, tag->at), fg_show(m->l->diags, tag->markup));
}

/* Tags that print nothing: what they set is missed where it is used. */
static bool
is_silent(const struct tag *tag)
{
	return fg_str_eq(tag->name, FG_STR("assign")) ||
	       fg_str_starts(tag->name, FG_STR("end")) ||
	       fg_str_starts(tag->markup, FG_STR("#"));
}

static void
do_tag(struct liquid *m, const struct tag *tag)
{
	struct fg_str name = tag->name;

	if (fg_str_eq(name, FG_STR("raw")))
		pass_raw(m, tag);
	else if (fg_str_eq(name, FG_STR("when")))
		next_branch(m, true);
	else if (fg_str_eq(name, FG_STR("else")) ||
		 fg_str_eq(name, FG_STR("elsif")))
		next_branch(m, false);
	else if (fg_str_starts(name, FG_STR("end")) && name.n > 3)
		end_blocks(m, fg_str_sub(name, 3, name.n));
	else if (open_known_block(m, tag) || !is_written(m))
		return;
	else if (fg_str_eq(name, FG_STR("link")))
		add_link(m, tag, false);
	else if (fg_str_eq(name, FG_STR("post_url")))
		add_link(m, tag, true);
	else if (!is_silent(tag))
		warn_dropped(m, tag->at, tag->end);
}

static bool
pass_tag(struct liquid *m, size_t at)
{
	struct tag tag;

	if (!read_tag(&tag, m, at))
		return false;
	if (tag.trims_before)
		trim_before(m);
	m->trims_next = tag.trims_after;
	m->i = tag.end;
	do_tag(m, &tag);
	m->text_start = m->out->n;
	return true;
}

static bool
pass_variable(struct liquid *m, size_t at)
{
	size_t end = find_brace(m, at + 2);
	struct tag tag = {.at = at, .end = end + 2};

	if (end + 1 >= m->s.n || m->s.p[end + 1] != '}')
		return false;
	set_inner(&tag, fg_str_sub(m->s, at + 2, end));
	if (tag.trims_before)
		trim_before(m);
	m->trims_next = tag.trims_after;
	m->i = tag.end;
	if (is_written(m) && !fg_liquid_value(m->out, m->l, tag.markup))
		warn_dropped(m, tag.at, tag.end);
	m->text_start = m->out->n;
	return true;
}

/* Offset of the next "{%" or "{{" at or after from. */
static size_t
find_start(struct fg_str s, size_t from)
{
	for (;;) {
		from = fg_str_find(s, '{', from);
		if (from + 1 >= s.n)
			return s.n;
		if (s.p[from + 1] == '%' || s.p[from + 1] == '{')
			return from;
		from++;
	}
}

static void
close_all(struct liquid *m)
{
	while (m->depth > 0) {
		const struct block *b = &m->open[m->depth - 1];
		size_t end = fg_str_search(m->s, FG_STR("%}"), b->at);

		if (!m->l->is_part)
			warn_unclosed(m, b->at,
			    fg_str_sub(m->s, b->at, end + 2));
		close_block(m);
	}
}

bool
fg_liquid_is_on(const struct fg_source *source)
{
	return !fg_value_is_false(
	    fg_value_get(source->data, "render_with_liquid"));
}

int
fg_liquid_render(
    struct fg_buf *out, struct fg_liquid *l, struct fg_str text)
{
	struct liquid m = {.l = l, .out = out, .s = text};
	size_t before = out->n;

	/* A text without Liquid has whatever size it has. */
	if (find_start(text, 0) == text.n) {
		fg_buf_add(out, text);
		return 0;
	}
	m.text_start = before;
	while (m.i < text.n && out->n - before <= FG_LIQUID_MOST &&
	       l->work <= FG_LIQUID_MOST) {
		size_t at = find_start(text, m.i);

		add_text(&m, m.i, at);
		m.i = at;
		if (at == text.n)
			break;
		if (text.p[at + 1] == '%' ? pass_tag(&m, at)
					  : pass_variable(&m, at))
			continue;
		warn_unclosed(&m, at, fg_str_sub(text, at, at + 2));
		add_text(&m, at, at + 2);
		m.i = at + 2;
	}
	close_all(&m);
	if (out->n - before > FG_LIQUID_MOST || l->work > FG_LIQUID_MOST)
		return fg_diag(l->diags, FG_LIQUID_TOO_LARGE, FG_WHOLE_FILE,
		    fg_show_number(l->diags, FG_LIQUID_MOST));
	return m.unknown ? -1 : 0;
}
