/* SPDX-License-Identifier: ISC */
/* html_strip.c - the plain text of a fragment, as readers and Liquid see it. */
#include "lib/html_internal.h"

/* Elements that stand on lines of their own; sorted. */
static const char *const block_elements[] = {"address", "article", "aside",
    "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup",
    "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol",
    "optgroup", "option", "p", "plaintext", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "xmp"};

/* Elements whose text is not shown; sorted. */
static const char *const hidden_elements[] = {
    "iframe", "noembed", "noframes", "script", "style", "title"};

/* Text that is being joined from pieces. */
struct words {
	struct fg_buf *out;
	bool any; /* something has been appended */
	bool gap; /* white space came behind it */
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

bool
fg_html_is_block(const struct fg_html_token *token)
{
	return fg_html_is_one_of(
	    token, block_elements, COUNT(block_elements));
}

/* Append text; what ends one piece and begins the next may be one word. */
static void
add_words(struct words *w, struct fg_str text)
{
	size_t from, at = 0;

	while (at < text.n) {
		if (fg_is_space(text.p[at])) {
			w->gap = true;
			at++;
			continue;
		}
		from = at;
		while (at < text.n && !fg_is_space(text.p[at]))
			at++;
		if (w->gap && w->any)
			fg_buf_add_char(w->out, ' ');
		fg_buf_add(w->out, fg_str_sub(text, from, at));
		w->any = true;
		w->gap = false;
	}
}

/* Is the text behind this token out of sight? */
static bool
hides_text(const struct fg_html_tokenizer *t, const struct fg_html_token *token)
{
	return token->kind == FG_HTML_START_TAG &&
	       fg_html_is_one_of(
		   token, hidden_elements, COUNT(hidden_elements)) &&
	       (!token->self_closing || t->state != FG_HTML_DATA);
}

void
fg_html_to_text(struct fg_buf *out, struct fg_str html)
{
	struct words words = {.out = out};
	struct fg_html_tokenizer t;
	struct fg_html_token token;
	struct fg_buf piece = {0};
	size_t templates = 0;
	bool hidden = false;

	fg_html_init(&t, html);
	while (fg_html_next(&t, &token)) {
		if (token.kind == FG_HTML_TEXT || token.kind == FG_HTML_CDATA) {
			if (hidden || templates > 0)
				continue;
			fg_buf_reset(&piece);
			fg_html_token_text(&piece, &token);
			add_words(&words, fg_buf_str(&piece));
			continue;
		}
		if (token.kind == FG_HTML_COMMENT)
			continue;
		hidden = hides_text(&t, &token);
		if (fg_html_is_block(&token))
			words.gap = true;
		if (!fg_html_is(&token, "template"))
			continue;
		if (token.kind == FG_HTML_START_TAG)
			templates++;
		else if (templates > 0)
			templates--;
	}
	fg_buf_free(&piece);
	fg_html_free(&t);
}

/* A block that Liquid drops: from `open` to the next `close`. */
struct liquid_block {
	struct fg_str open, close;
	bool unclosed; /* there is no further `close`: do not search again */
};

/* Where the block that begins at that offset ends; `at` if none does. */
static size_t
block_end(struct liquid_block *blocks, size_t n, struct fg_str html, size_t at)
{
	struct fg_str rest = fg_str_sub(html, at, html.n);

	for (size_t i = 0; i < n; i++) {
		struct liquid_block *b = &blocks[i];
		size_t end;

		if (b->unclosed || !fg_str_starts(rest, b->open))
			continue;
		end = fg_str_search(html, b->close, at + b->open.n);
		if (end < html.n)
			return end + b->close.n;
		b->unclosed = true;
	}
	return at;
}

static void
strip_blocks(struct fg_buf *out, struct fg_str html)
{
	struct liquid_block blocks[] = {
	    {FG_STR("<script"), FG_STR("</script>"), false},
	    {FG_STR("<!--"), FG_STR("-->"), false},
	    {FG_STR("<style"), FG_STR("</style>"), false},
	};
	size_t from = 0, at = 0, end;

	while ((at = fg_str_find(html, '<', at)) < html.n) {
		end = block_end(blocks, COUNT(blocks), html, at);
		if (end == at) {
			at++;
			continue;
		}
		fg_buf_add(out, fg_str_sub(html, from, at));
		from = at = end;
	}
	fg_buf_add(out, fg_str_sub(html, from, html.n));
}

void
fg_html_strip_tags(struct fg_buf *out, struct fg_str html)
{
	struct fg_buf blockless = {0};
	struct fg_str s;
	size_t at = 0;

	/* Two passes, as Liquid has it: a tag may appear once a block is out.
	 */
	strip_blocks(&blockless, html);
	s = fg_buf_str(&blockless);
	while (at < s.n) {
		size_t open = fg_str_find(s, '<', at);
		size_t close = fg_str_find(s, '>', open);

		if (close == s.n)
			open = s.n;
		fg_buf_add(out, fg_str_sub(s, at, open));
		at = close == s.n ? s.n : close + 1;
	}
	fg_buf_free(&blockless);
}

void
fg_text_squeeze(struct fg_buf *out, struct fg_str text)
{
	struct words words = {.out = out};

	add_words(&words, text);
}
