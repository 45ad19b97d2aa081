/* SPDX-License-Identifier: ISC */
/* slug.c - titles as parts of URLs, after Jekyll's slugify. */
#include "base/utf8.h"

static bool
is_ascii_alnum(uint32_t cp)
{
	return cp < 0x80 && (fg_is_alpha((char)cp) || fg_is_digit((char)cp));
}

static bool
is_kept(uint32_t cp, enum fg_slug_mode mode)
{
	switch (mode) {
	case FG_SLUG_RAW:
		return cp >= 0x80 || !fg_is_space((char)cp);
	case FG_SLUG_PRETTY:
		if (cp > 0 && cp < 0x80 && strchr("._~!$&'()+,;=@", (int)cp))
			return true;
		break;
	case FG_SLUG_ASCII:
		return is_ascii_alnum(cp);
	default:
		break;
	}
	return fg_unicode_is_letter(cp) || fg_unicode_is_mark(cp) ||
	       fg_unicode_is_digit(cp);
}

/* What i18n's transliterate does; its "?" stands for any other character. */
static void
transliterate(struct fg_buf *out, struct fg_str s)
{
	while (s.n) {
		uint32_t cp;
		size_t n = fg_utf8_decode(&cp, s);
		const char *letter = fg_latin_letter(cp);

		if (cp < 0x80)
			fg_buf_add_char(out, (char)cp);
		else
			fg_buf_add_c(out, *letter ? letter : "?");
		s = fg_str_sub(s, n ? n : 1, s.n);
	}
}

/* Every run of what the mode does not keep becomes one hyphen. */
static void
hyphenate(struct fg_buf *out, struct fg_str s, enum fg_slug_mode mode)
{
	bool in_run = false;

	fg_buf_reserve(out, s.n);
	while (s.n) {
		uint32_t cp;
		size_t n = fg_utf8_decode(&cp, s);
		bool kept = n && is_kept(cp, mode);

		if (kept)
			fg_buf_add(out, fg_str_sub(s, 0, n));
		else if (!in_run)
			fg_buf_add_char(out, '-');
		in_run = !kept;
		s = fg_str_sub(s, n ? n : 1, s.n);
	}
}

void
fg_slugify(
    struct fg_buf *out, struct fg_str s, enum fg_slug_mode mode, bool cased)
{
	struct fg_buf latin = {0}, slug = {0};
	struct fg_str result;

	if (mode == FG_SLUG_LATIN) {
		transliterate(&latin, s);
		s = fg_buf_str(&latin);
	}
	hyphenate(&slug, s, mode);
	result = fg_buf_str(&slug);
	/* One hyphen at each end, not all: a raw slug may have more. */
	if (fg_str_starts(result, FG_STR("-")))
		result = fg_str_sub(result, 1, result.n);
	if (fg_str_ends(result, FG_STR("-")))
		result = fg_str_sub(result, 0, result.n - 1);
	if (cased)
		fg_buf_add(out, result);
	else
		fg_utf8_lower(out, result);
	fg_buf_free(&latin);
	fg_buf_free(&slug);
}
