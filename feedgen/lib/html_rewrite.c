/* SPDX-License-Identifier: ISC */
/* html_rewrite.c - relative URLs of an HTML fragment made absolute. */
#include "lib/html_rewrite.h"

#include "base/url.h"
#include "lib/html_internal.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* What an attribute's value holds. */
enum shape {
	ONE_URL,
	URL_LIST, /* separated by white space */
	SRCSET
};

static const struct url_attribute {
	const char *name;
	enum shape shape;
	const char *element; /* only there; NULL: anywhere */
	bool is_document;    /* an empty value names the document itself */
} url_attributes[] = {
    {"href", ONE_URL, NULL, true},
    {"src", ONE_URL, NULL, false},
    {"srcset", SRCSET, NULL, false},
    {"imagesrcset", SRCSET, NULL, false},
    {"poster", ONE_URL, NULL, false},
    {"cite", ONE_URL, NULL, false},
    {"data", ONE_URL, "object", false},
    {"action", ONE_URL, NULL, true},
    {"formaction", ONE_URL, NULL, true},
    {"background", ONE_URL, NULL, false},
    {"longdesc", ONE_URL, NULL, false},
    {"ping", URL_LIST, NULL, false},
    {"xlink:href", ONE_URL, NULL, false},
};

/*
 * No value may grow beyond this: a list of URLs of one byte each could ask for
 * two thousand times its length.  It stays as it is then.
 */
#define VALUE_MOST (16u << 20)

/* A fragment that is being rewritten. */
struct rewriter {
	struct fg_buf *out;
	struct fg_str html, base;
	size_t written;	      /* of html, as it was or changed */
	struct fg_buf value;  /* decoded */
	struct fg_buf result; /* with absolute URLs, not yet escaped */
	struct fg_buf scratch;
	bool keeps_fragments; /* "#x" names a part of the same drawing */
	bool may_be_empty;    /* "" names the document itself */
};

/*
 * The URL as the URL standard reads it: without tabs and line ends, and
 * without blanks and controls around.  The view is of `scratch`.
 */
static struct fg_str
clean_url(struct fg_buf *scratch, struct fg_str url)
{
	struct fg_str s;
	size_t from = 0;

	fg_buf_reset(scratch);
	for (size_t i = 0; i < url.n; i++)
		if (url.p[i] != '\t' && url.p[i] != '\n' && url.p[i] != '\r')
			fg_buf_add_char(scratch, url.p[i]);
	s = fg_buf_str(scratch);
	while (from < s.n && (unsigned char)s.p[from] <= ' ')
		from++;
	while (s.n > from && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	return fg_str_sub(s, from, s.n);
}

/* Append the URL made absolute; false, with nothing appended: leave it. */
static bool
add_absolute(struct rewriter *r, struct fg_str url)
{
	size_t start = r->result.n;
	struct fg_str clean = clean_url(&r->scratch, url), resolved;

	if (fg_url_has_scheme(clean) || (clean.n == 0 && !r->may_be_empty))
		return false;
	if (r->keeps_fragments && fg_str_starts(clean, FG_STR("#")))
		return false;
	fg_url_resolve(&r->result, r->base, clean);
	resolved = fg_str_sub(fg_buf_str(&r->result), start, r->result.n);
	if (fg_url_is_web(resolved))
		return true;
	fg_buf_truncate(&r->result, start);
	return false;
}

/* Append the part [from, to) of the value, as a URL. */
static bool
replace_url(struct rewriter *r, size_t from, size_t to)
{
	struct fg_str url = fg_str_sub(fg_buf_str(&r->value), from, to);

	if (add_absolute(r, url))
		return true;
	fg_buf_add(&r->result, url);
	return false;
}

static bool
rewrite_list(struct rewriter *r)
{
	struct fg_str s = fg_buf_str(&r->value);
	bool changed = false;
	size_t at = 0;

	while (at < s.n) {
		size_t from = fg_html_skip_space(s, at), end = from;

		fg_buf_add(&r->result, fg_str_sub(s, at, from));
		while (end < s.n && !fg_html_is_space(s.p[end]))
			end++;
		if (end > from)
			changed |= replace_url(r, from, end);
		at = end;
	}
	return changed;
}

/* Where the descriptors that begin there end: at a comma, not in brackets. */
static size_t
descriptors_end(struct fg_str s, size_t at)
{
	bool in_brackets = false;

	for (; at < s.n; at++) {
		if (in_brackets) {
			in_brackets = s.p[at] != ')';
			continue;
		}
		if (s.p[at] == ',')
			return at;
		in_brackets = s.p[at] == '(';
	}
	return at;
}

/* "Parse a srcset attribute" (HTML standard, 4.8.4.2.2). */
static bool
rewrite_srcset(struct rewriter *r)
{
	struct fg_str s = fg_buf_str(&r->value);
	bool changed = false;
	size_t at = 0;

	while (at < s.n) {
		size_t from = at, url_end, end;

		while (from < s.n &&
		       (fg_html_is_space(s.p[from]) || s.p[from] == ','))
			from++;
		fg_buf_add(&r->result, fg_str_sub(s, at, from));
		for (end = from; end < s.n && !fg_html_is_space(s.p[end]);)
			end++;
		url_end = end;
		while (url_end > from && s.p[url_end - 1] == ',')
			url_end--;
		if (url_end > from)
			changed |= replace_url(r, from, url_end);
		/* A comma behind the URL: it has no descriptors. */
		at = url_end < end ? end : descriptors_end(s, end);
		fg_buf_add(&r->result, fg_str_sub(s, url_end, at));
	}
	return changed;
}

/* Write all that comes before that offset as it is, and skip to `behind`. */
static void
copy_until(struct rewriter *r, size_t offset, size_t behind)
{
	fg_buf_add(r->out, fg_str_sub(r->html, r->written, offset));
	r->written = behind;
}

static void
add_single_quoted(struct fg_buf *out, struct fg_str text)
{
	size_t from = 0, at;

	for (; (at = fg_str_find(text, '\'', from)) < text.n; from = at + 1) {
		fg_html_escape(out, fg_str_sub(text, from, at));
		fg_buf_add_c(out, "&#39;");
	}
	fg_html_escape(out, fg_str_sub(text, from, text.n));
}

static void
write_value(struct rewriter *r, const struct fg_html_attribute *a)
{
	struct fg_str result = fg_buf_str(&r->result);

	copy_until(r, a->value_start, a->value_start + a->value.n);
	if (!a->quote)
		fg_buf_add_char(r->out, '"');
	if (a->quote == '\'')
		add_single_quoted(r->out, result);
	else
		fg_html_escape(r->out, result);
	if (!a->quote)
		fg_buf_add_char(r->out, '"');
}

static void
rewrite_attribute(
    struct rewriter *r, const struct fg_html_attribute *a, enum shape shape)
{
	bool changed = false;

	fg_buf_reset(&r->value);
	fg_buf_reset(&r->result);
	fg_html_decode(&r->value, a->value, true);
	if (shape == ONE_URL)
		changed = replace_url(r, 0, r->value.n);
	else if (shape == URL_LIST)
		changed = rewrite_list(r);
	else
		changed = rewrite_srcset(r);
	if (changed && !r->result.full)
		write_value(r, a);
}

static const struct url_attribute *
kind_of(struct fg_str name)
{
	for (size_t i = 0; i < COUNT(url_attributes); i++)
		if (fg_str_eq_nocase(name, fg_str_c(url_attributes[i].name)))
			return &url_attributes[i];
	return NULL;
}

static void
rewrite_tag(struct rewriter *r, const struct fg_html_token *tag)
{
	for (size_t i = 0; i < tag->attribute_count; i++) {
		const struct fg_html_attribute *a = &tag->attributes[i];
		const struct url_attribute *kind = kind_of(a->name);

		if (!kind || !a->has_value ||
		    (kind->element && !fg_html_is(tag, kind->element)))
			continue;
		r->may_be_empty = kind->is_document;
		rewrite_attribute(r, a, kind->shape);
	}
}

void
fg_html_absolute(struct fg_buf *out, struct fg_str fragment, struct fg_str base)
{
	struct rewriter r = {.out = out, .html = fragment, .base = base};
	struct fg_html_tokenizer t;
	struct fg_html_token token;

	r.result.max = VALUE_MOST;
	fg_html_init(&t, fragment);
	while (fg_html_next(&t, &token)) {
		if (token.kind != FG_HTML_START_TAG ||
		    fg_html_is(&token, "base"))
			continue;
		r.keeps_fragments = t.foreign && !fg_html_is(&token, "a");
		rewrite_tag(&r, &token);
	}
	copy_until(&r, fragment.n, fragment.n);
	fg_html_free(&t);
	fg_buf_free(&r.value);
	fg_buf_free(&r.result);
	fg_buf_free(&r.scratch);
}
