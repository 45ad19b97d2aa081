/* SPDX-License-Identifier: ISC */
/* test_url.c - splitting, checking, coding and resolving URLs. */
#include "base/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MEGABYTE (1u << 20)

struct pair {
	const char *from, *to;
};

static void
check(struct fg_buf *b, const char *input, const char *want)
{
	struct fg_str got = fg_buf_str(b);

	if (!fg_str_eq(got, fg_str_c(want)))
		fail_msg(
		    "'%s': want '%s', got '%.*s'", input, want, FG_ARG(got));
	fg_buf_reset(b);
}

static void
test_split(void **state)
{
	/* NULL: absent. */
	static const struct {
		const char *url, *scheme, *userinfo, *host, *port, *path,
		    *query, *fragment;
	} cases[] = {
	    {"http://u:p@h:80/p?q#f", "http", "u:p", "h", "80", "/p", "q", "f"},
	    {"", NULL, NULL, NULL, NULL, "", NULL, NULL},
	    {"a/b:c", NULL, NULL, NULL, NULL, "a/b:c", NULL, NULL},
	    {"12:30", NULL, NULL, NULL, NULL, "12:30", NULL, NULL},
	    {"a b:c", NULL, NULL, NULL, NULL, "a b:c", NULL, NULL},
	    {"svn+ssh:x", "svn+ssh", NULL, NULL, NULL, "x", NULL, NULL},
	    {"mailto:a@b?c", "mailto", NULL, NULL, NULL, "a@b", "c", NULL},
	    {"//h", NULL, NULL, "h", NULL, "", NULL, NULL},
	    {"///p", NULL, NULL, "", NULL, "/p", NULL, NULL},
	    {"//h:", NULL, NULL, "h", "", "", NULL, NULL},
	    {"//@h", NULL, "", "h", NULL, "", NULL, NULL},
	    {"//a@b@c", NULL, "a@b", "c", NULL, "", NULL, NULL},
	    {"http://[::1]", "http", NULL, "[::1]", NULL, "", NULL, NULL},
	    {"http://[::1]:8/", "http", NULL, "[::1]", "8", "/", NULL, NULL},
	    {"?", NULL, NULL, NULL, NULL, "", "", NULL},
	    {"#", NULL, NULL, NULL, NULL, "", NULL, ""},
	    {"?a?b", NULL, NULL, NULL, NULL, "", "a?b", NULL},
	    {"#a?b#c", NULL, NULL, NULL, NULL, "", NULL, "a?b#c"},
	    {"//h?q@x", NULL, NULL, "h", NULL, "", "q@x", NULL},
	    {"//h#q@x", NULL, NULL, "h", NULL, "", NULL, "q@x"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fg_url url = fg_url_split(fg_str_c(cases[i].url));
		struct fg_str got[] = {url.scheme, url.userinfo, url.host,
		    url.port, url.path, url.query, url.fragment};
		const char *want[] = {cases[i].scheme, cases[i].userinfo,
		    cases[i].host, cases[i].port, cases[i].path, cases[i].query,
		    cases[i].fragment};

		for (size_t part = 0; part < COUNT(want); part++)
			if (!got[part].p != !want[part] ||
			    !fg_str_eq(got[part], fg_str_c(want[part])))
				fail_msg("'%s': part %zu is '%.*s'",
				    cases[i].url, part, FG_ARG(got[part]));
	}
}

static void
test_has_scheme(void **state)
{
	static const struct {
		const char *s;
		bool has;
	} cases[] = {
	    {"http://a", true},
	    {"a:", true},
	    {"A+b-c.1:x", true},
	    {"", false},
	    {":", false},
	    {"1a:", false},
	    {"a", false},
	    {"a/b:c", false},
	    {"a?b:c", false},
	    {"//a:80", false},
	    {"a b:", false},
	    {"\xc3\xa4:", false},
	    {"+a:", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(
		    fg_url_has_scheme(fg_str_c(cases[i].s)), cases[i].has);
}

static void
test_is_web(void **state)
{
	static const char *const web[] = {"http://a", "HTTPS://a/",
	    "https://a.b:8080/c;d=1/e?f=g&h#i/?", "http://a:/", "http://u:p@a/",
	    "http://[2001:db8::1]:80/x", "http://a/%C3%A4", "http://127.0.0.1/",
	    "http://a:65535", "http://a/!$&'()*+,;=:@"};
	static const char *const other[] = {"", "a", "/a", "//a/b",
	    "http:", "http:a", "http:///a", "http://:80/", "http://u@/",
	    "ftp://a/", "mailto:a@b", "http://a b/", "http://a/b c",
	    "http://a/\xc3\xa4", "http://\xc3\xa4/", "http://a/%",
	    "http://a/%4", "http://a/%zz", "http://a/[b]", "http://a/b?c[]=1",
	    "http://a/b#c#d", "http://a:x/", "http://a:65536/", "http://[::1/",
	    "http://[]/", "http://a[b]/", "http://a%20b/", "http://a/b\\c",
	    "http://a/<b>", "http://a/\"", "http://a/b|c", "http://a/b^c",
	    "http://a/`", "http://a/{b}", "http://a/b\n", "http://a/\x7f",
	    "http://a\\b/", "http://a@b@c/"};

	(void)state;
	for (size_t i = 0; i < COUNT(web); i++)
		if (!fg_url_is_web(fg_str_c(web[i])))
			fail_msg("'%s' is one", web[i]);
	for (size_t i = 0; i < COUNT(other); i++)
		if (fg_url_is_web(fg_str_c(other[i])))
			fail_msg("'%s' is none", other[i]);
}

/*
 * RFC 3986 section 5.4, all of it; "//g" has its path, as section 6.2.3
 * normalises it.
 */
static const struct pair rfc3986[] = {
    {"g:h", "g:h"},
    {"g", "http://a/b/c/g"},
    {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"},
    {"/g", "http://a/g"},
    {"//g", "http://g/"},
    {"?y", "http://a/b/c/d;p?y"},
    {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q#s"},
    {"g#s", "http://a/b/c/g#s"},
    {"g?y#s", "http://a/b/c/g?y#s"},
    {";x", "http://a/b/c/;x"},
    {"g;x", "http://a/b/c/g;x"},
    {"g;x?y#s", "http://a/b/c/g;x?y#s"},
    {"", "http://a/b/c/d;p?q"},
    {".", "http://a/b/c/"},
    {"./", "http://a/b/c/"},
    {"..", "http://a/b/"},
    {"../", "http://a/b/"},
    {"../g", "http://a/b/g"},
    {"../..", "http://a/"},
    {"../../", "http://a/"},
    {"../../g", "http://a/g"},
    /* 5.4.2 */
    {"../../../g", "http://a/g"},
    {"../../../../g", "http://a/g"},
    {"/./g", "http://a/g"},
    {"/../g", "http://a/g"},
    {"g.", "http://a/b/c/g."},
    {".g", "http://a/b/c/.g"},
    {"g..", "http://a/b/c/g.."},
    {"..g", "http://a/b/c/..g"},
    {"./../g", "http://a/b/g"},
    {"./g/.", "http://a/b/c/g/"},
    {"g/./h", "http://a/b/c/g/h"},
    {"g/../h", "http://a/b/c/h"},
    {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {"g;x=1/../y", "http://a/b/c/y"},
    {"g?y/./x", "http://a/b/c/g?y/./x"},
    {"g?y/../x", "http://a/b/c/g?y/../x"},
    {"g#s/./x", "http://a/b/c/g#s/./x"},
    {"g#s/../x", "http://a/b/c/g#s/../x"},
    {"http:g", "http:g"},
};

static const struct pair references[] = {
    /* No web addresses. */
    {"mailto:A@B?subject=x y", "mailto:A@B?subject=x y"},
    {"data:image/png;base64,AA//+ ==", "data:image/png;base64,AA//+ =="},
    {"javascript:alert('\\n')", "javascript:alert('\\n')"},
    {" tel:+1 ", " tel:+1 "},
    {"java\nscript:x", "java\nscript:x"},
    {"urn:isbn:1", "urn:isbn:1"},
    /* Case, ports, escapes. */
    {"HTTP://EX.org:80/%7euser/%c3%a4", "http://ex.org/~user/%C3%A4"},
    {"https://ex.org:443", "https://ex.org/"},
    {"https://ex.org:80/", "https://ex.org:80/"},
    {"http://ex.org:/", "http://ex.org/"},
    {"http://ex.org:00080/", "http://ex.org/"},
    {"//ex.org:80/", "http://ex.org/"},
    {"http://ex.org./", "http://ex.org/"},
    {"/a%2Fb%2B+%3a%40", "http://a/a%2Fb%2B+%3A%40"},
    {"/%2e%2E/%2e/x", "http://a/x"},
    {"/100%", "http://a/100%25"},
    {"/%zz%4", "http://a/%25zz%254"},
    {"/%%34", "http://a/%254"},
    {"?a[]=1&b=%26;+", "http://a/b/c/d;p?a%5B%5D=1&b=%26;+"},
    {"?", "http://a/b/c/d;p?"},
    {"#", "http://a/b/c/d;p?q#"},
    {"#:~:text=x,-y", "http://a/b/c/d;p?q#:~:text=x,-y"},
    {"#a#b", "http://a/b/c/d;p?q#a%23b"},
    /* IRIs and what no URI may hold. */
    {"ä/文?ü#ß", "http://a/b/c/%C3%A4/%E6%96%87?%C3%BC#%C3%9F"},
    {"a b", "http://a/b/c/a%20b"},
    {"a\x01\x7f", "http://a/b/c/a%01%7F"},
    {"\xff", "http://a/b/c/%FF"},
    {"a\"<>^`{|}", "http://a/b/c/a%22%3C%3E%5E%60%7B%7C%7D"},
    /* As browsers read attributes. */
    {" \t g \n", "http://a/b/c/g"},
    {"g/\r\n\th", "http://a/b/c/g/h"},
    {"img\\a.png?x\\y", "http://a/b/c/img/a.png?x%5Cy"},
    {"\\\\h\\p#\\", "http://h/p#%5C"},
    {"..\\g", "http://a/b/g"},
    {"\x0b"
     "g\x0b"
     "h",
	"http://a/b/c/g%0Bh"},
    /* Authorities. */
    {"//ex.org/p", "http://ex.org/p"},
    {"//u:p@ex.org/", "http://u:p@ex.org/"},
    {"//@ex.org/", "http://ex.org/"},
    {"//:@ex.org/", "http://ex.org/"},
    {"//a@b:c:d@ex.org/", "http://a%40b:c:d@ex.org/"},
    {"//[2001:DB8::A]:8080/", "http://[2001:db8::a]:8080/"},
    {"//BÜCHER.example/", "http://xn--bcher-kva.example/"},
    {"//b%C3%BCcher.example/", "http://xn--bcher-kva.example/"},
    {"//例え。テスト/", "http://xn--r8jz45g.xn--zckzah/"},
    {"//a%2Eb/", "http://a.b/"},
    {"//a%3A80/", "http://a%3A80/"},
    {"//a b/", "http://a%20b/"},
    {"//a%2541/", "http://a%2541/"},
    {"//\xff.a/", "http://%FF.a/"},
    {"///x", "http:///x"},
    /* Paths that could be read as something else. */
    {"/.//x", "http://a//x"},
    {"http:/.//x", "http:/.//x"},
    {"http:a/..//x", "http:/x"},
    {"g//../h", "http://a/b/c/g/h"},
    {"12:30", "http://a/b/c/12:30"},
    {"./a:b", "http://a/b/c/a:b"},
};

static void
check_resolve(const struct pair *pairs, size_t count)
{
	struct fg_str base = FG_STR("http://a/b/c/d;p?q");
	struct fg_buf b = {0}, again = {0};

	for (size_t i = 0; i < count; i++) {
		fg_url_resolve(&b, base, fg_str_c(pairs[i].from));
		fg_url_resolve(&again, base, fg_buf_str(&b));
		check(&again, pairs[i].from, pairs[i].to);
		check(&b, pairs[i].from, pairs[i].to);
	}
	fg_buf_free(&b);
	fg_buf_free(&again);
}

static void
test_resolve(void **state)
{
	(void)state;
	check_resolve(rfc3986, COUNT(rfc3986));
	check_resolve(references, COUNT(references));
}

static void
test_resolve_bases(void **state)
{
	static const struct {
		const char *base, *reference, *want;
	} cases[] = {
	    {"https://ex.org", "a", "https://ex.org/a"},
	    {"https://ex.org", "", "https://ex.org/"},
	    {"https://ex.org?q", "#f", "https://ex.org/?q#f"},
	    {"https://ex.org/a/b", "?x", "https://ex.org/a/b?x"},
	    {"https://ex.org/a/../b/c", "d", "https://ex.org/b/d"},
	    {"https://ex.org/a/..", "d", "https://ex.org/a/d"},
	    {"https://EX.org:443/ä/#f", "x", "https://ex.org/%C3%A4/x"},
	    {"https://ex.org/a", "//b.org", "https://b.org/"},
	    {"https://u@ex.org:8/a", "/b", "https://u@ex.org:8/b"},
	    {"https://ex.org/a#f", "", "https://ex.org/a"},
	    {"/a/b", "c", "/a/c"},
	    {"", "c", "c"},
	    {"", "../c:d", "./c:d"},
	};
	struct fg_buf b = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		fg_url_resolve(
		    &b, fg_str_c(cases[i].base), fg_str_c(cases[i].reference));
		check(&b, cases[i].reference, cases[i].want);
	}
	fg_buf_free(&b);
}

static void
test_encode_and_decode(void **state)
{
	static const struct pair encoded[] = {
	    {"", ""},
	    {"/a-b.c_d~e/9", "/a-b.c_d~e/9"},
	    {"!$&'()*+,;=:@", "!$&'()*+,;=:@"},
	    {"a b?c#d%e", "a%20b%3Fc%23d%25e"},
	    {"[ü]", "%5B%C3%BC%5D"},
	    {"%41", "%2541"},
	    {"\x7f\x01\xff", "%7F%01%FF"},
	};
	static const struct pair decoded[] = {
	    {"%", "%"},
	    {"%4", "%4"},
	    {"%%41", "%A"},
	    {"a%zz%2fb%2Fc", "a%zz/b/c"},
	    {"%C3%bc", "ü"},
	    {"%2541", "%41"},
	    {"a+b", "a+b"},
	};
	struct fg_buf b = {0}, back = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(encoded); i++) {
		fg_url_encode_path(&b, fg_str_c(encoded[i].from));
		fg_url_decode(&back, fg_buf_str(&b));
		check(&back, encoded[i].from, encoded[i].from);
		check(&b, encoded[i].from, encoded[i].to);
	}
	for (size_t i = 0; i < COUNT(decoded); i++) {
		fg_url_decode(&b, fg_str_c(decoded[i].from));
		check(&b, decoded[i].from, decoded[i].to);
	}
	fg_url_decode(&b, FG_STR("a%00b"));
	assert_memory_equal(b.p, "a\0b", 4);
	fg_buf_free(&b);
	fg_buf_free(&back);
}

/* One megabyte of what costs most; quadratic work would take hours. */
static void
test_linear_time(void **state)
{
	static const char *const pieces[] = {"../", "./", "a/../", "/", "%",
	    "%2e%2e/", "a/", "@", ":", "[", "\\", "?", "#", "\xc3\x84",
	    "\xc3\x84.", " ", "\n", "a:"};
	static const char *const starts[] = {"", "/", "http://", "http://a/"};
	struct fg_str base = FG_STR("http://h/b/c");
	struct fg_buf s = {0}, b = {0};

	(void)state;
	for (size_t start = 0; start < COUNT(starts); start++)
		for (size_t i = 0; i < COUNT(pieces); i++) {
			fg_buf_reset(&s);
			fg_buf_add_c(&s, starts[start]);
			while (s.n < MEGABYTE)
				fg_buf_add_c(&s, pieces[i]);
			fg_buf_reset(&b);
			fg_url_resolve(&b, base, fg_buf_str(&s));
			fg_url_normalise(&b, fg_buf_str(&s));
			fg_url_encode_path(&b, fg_buf_str(&s));
			fg_url_decode(&b, fg_buf_str(&s));
			fg_url_absolute(&b, base, base, fg_buf_str(&s));
			fg_url_identity(&b, base, base, fg_buf_str(&s));
			fg_url_is_web(fg_buf_str(&s));
			assert_true(b.n > 0);
		}
	fg_buf_free(&s);
	fg_buf_free(&b);
}

/* A buffer with a cap stops, wherever the cap falls. */
static void
test_capped_buffer(void **state)
{
	size_t most = 0;

	(void)state;
	for (size_t max = 0; max <= most + 1; max++) {
		struct fg_buf b = {.max = max};

		fg_url_resolve(&b, FG_STR("http://BÜCHER:81/a/b/c"),
		    FG_STR("../x/../../ä:b/./c d/..?q#f"));
		fg_url_resolve(&b, FG_STR(""), FG_STR("./a:b"));
		if (max == 0) /* no cap */
			most = b.n;
		assert_true(b.n <= most);
		assert_int_equal(b.full, max != 0 && max < most);
		fg_buf_free(&b);
	}
	assert_true(most > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_split),
	    cmocka_unit_test(test_has_scheme),
	    cmocka_unit_test(test_is_web),
	    cmocka_unit_test(test_resolve),
	    cmocka_unit_test(test_resolve_bases),
	    cmocka_unit_test(test_encode_and_decode),
	    cmocka_unit_test(test_linear_time),
	    cmocka_unit_test(test_capped_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
