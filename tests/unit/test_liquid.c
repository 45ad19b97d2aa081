/* SPDX-License-Identifier: ISC */
/* test_liquid.c - Liquid in posts, as far as their source tells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "input/render.h"
#include "lib/yaml.h"

#define MEGABYTE (1u << 20)

struct fixture {
	struct fg_arena arena;
	struct fg_diags diags;
	struct fg_site site;
	struct fg_source source;
	struct fg_collection posts;
	struct fg_doc docs[5];
	struct fg_doc_list list;
	struct fg_links links;
	struct fg_buf out;
};

static const char config[] =
    "title: My <Site>\nrepository: https://example.org/r\nanswer: 42\n"
    "day: 2024-01-01\nsocial: {name: '@me'}\nlist: [a]\nyes: true\n"
    "collections_dir: content\n";
static const char front[] =
    "title: Über uns\nmood: ' good '\nempty: ''\nbig: \"x\"\n";

static const struct fg_value *
parse(struct fixture *f, const char *text)
{
	struct fg_value *v = NULL;

	assert_int_equal(
	    fg_yaml_parse(&v, &f->arena, fg_str_c(text), 1, &f->diags), 0);
	return v;
}

static int
set_up(void **state)
{
	static const char *const paths[][2] = {
	    {"content/_posts/2024-01-02-a.md", "/2024/01/02/a.html"},
	    {"content/x/_posts/2024-01-03-b.c.md", "/x/2024/01/03/b.html"},
	    {"about.md", "/about/"},
	    {"content/_posts/2099-01-02-future.md", "/future"},
	    {"assets/a%20b.png", "/assets/a%20b.png"},
	};
	struct fixture *f = calloc(1, sizeof(*f));

	f->diags.arena = &f->arena;
	fg_diags_open(&f->diags, FG_STR("post.md"), (struct fg_str){0});
	f->posts.label = FG_STR("posts");
	f->site.config = parse(f, config);
	f->site.url = FG_STR("https://example.org");
	f->site.baseurl = FG_STR("/blog");
	f->site.collections_dir = FG_STR("content");
	f->site.collections = &f->posts;
	f->site.collection_count = 1;
	f->site.markdown_ext.items = fg_arena_alloc(&f->arena, 16);
	f->site.markdown_ext.items[0] = FG_STR("md");
	f->site.markdown_ext.n = 1;
	f->site.excerpt_separator = FG_STR("\n\n");
	f->source.data = parse(f, front);
	f->source.title = FG_STR("\xc3\x9c" "ber uns");
	f->source.doc.path = FG_STR("_posts/2024-01-02-a.md");
	f->source.doc.url = FG_STR("/2024/01/02/a.html");
	for (size_t i = 0; i < 5; i++) {
		f->docs[i].path = fg_str_c(paths[i][0]);
		f->docs[i].url = fg_str_c(paths[i][1]);
		f->docs[i].is_written = i != 3;
		if (fg_str_starts(f->docs[i].path, FG_STR("content")))
			f->docs[i].collection = &f->posts;
	}
	f->list = (struct fg_doc_list){f->docs, 5};
	f->links.site = &f->site;
	f->links.docs = &f->list;
	f->links.arena = &f->arena;
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	fg_links_free(&f->links);
	fg_buf_free(&f->out);
	fg_arena_free(&f->arena);
	free(f);
	return 0;
}

static int
render(struct fixture *f, struct fg_str text)
{
	struct fg_liquid l = {
	    .site = &f->site,
	    .source = &f->source,
	    .links = &f->links,
	    .arena = &f->arena,
	    .diags = &f->diags,
	    .line = 10,
	};

	fg_buf_reset(&f->out);
	fg_buf_add_c(&f->out, "");
	return fg_liquid_render(&f->out, &l, text);
}

static void
test_rendered(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
	    {"", ""},
	    {"a { b } % c {", "a { b } % c {"},
	    /* raw */
	    {"{% raw %}{{ x }}{% if %}{% endraw %}b", "{{ x }}{% if %}b"},
	    {"{% raw %}{% x {% endraw %}", "{% x "},
	    {"a {%- raw -%} b {%- endraw -%} c", "a b c"},
	    {"a{%raw%}{{{%endraw%}", "a{{"},
	    /* comment, in which anything may stand */
	    {"a{% comment %}b {% x %} {{ y }} {% if %}{% endcomment %}c", "ac"},
	    {"{% comment %}{% raw %}{% endcomment %}{% endraw %}"
	     "{% endcomment %}c", "c"},
	    {"a {% # inline %}b", "a b"},
	    /* white space control */
	    {"a {%- comment -%} x {%- endcomment -%} \n b", "ab"},
	    {"a {{- 'b' -}} c", "abc"},
	    {"a {{ 'b' -}} {{ ' ' }} c", "a b  c"},
	    /* literals and values */
	    {"{{ \"{{\" }} {{ '{%' }} {{ 42 }} {{ }}", "{{ {% 42 "},
	    {"{{site.title}}|{{ site.answer }}|{{ site.social.name }}",
		"My <Site>|42|@me"},
	    {"{{ site.url }}{{ site.baseurl }}|{{ site.nothing }}|{{ nil }}",
		"https://example.org||"},
	    {"{{ page.title }}|{{ page.url }}|{{ page.mood }}|{{ page.no }}",
		"\xc3\x9c" "ber uns|/2024/01/02/a.html| good |"},
	    {"{{ page.path }} {{ page.name }} {{ page.ext }} {{ site.yes }}",
		"_posts/2024-01-02-a.md 2024-01-02-a.md .md true"},
	    /* filters */
	    {"{{ '/a b' | relative_url }}", "/blog/a%20b"},
	    {"{{ '/a' | absolute_url }}", "https://example.org/blog/a"},
	    {"{{ site.title | escape }}", "My &lt;Site&gt;"},
	    {"{{ \"a'b\" | xml_escape }}", "a&#39;b"},
	    {"{{ page.title | downcase }}", "\xc3\xbc" "ber uns"},
	    {"{{ page.title | upcase }}", "\xc3\x9c" "BER UNS"},
	    {"{{ 'aBC' | capitalize }}", "Abc"},
	    {"{{ 'a' | append: '-b' | prepend: site.answer }}", "42a-b"},
	    {"{{ page.mood|strip|append:page.url }}",
		"good/2024/01/02/a.html"},
	    {"{{ page.no | default: 'x' }}{{ page.empty | default: 'y' }}",
		"xy"},
	    {"{{ site.yes | default: 'x' }}", "true"},
	    /* links */
	    {"{% post_url 2024-01-02-a %}", "/blog/2024/01/02/a.html"},
	    {"{% post_url /2024-01-02-a %}", "/blog/2024/01/02/a.html"},
	    {"{% post_url x/2024-01-03-b.c %}", "/blog/x/2024/01/03/b.html"},
	    {"{% post_url 2024-01-03-b.c %}", "/blog/x/2024/01/03/b.html"},
	    {"{% link _posts/2024-01-02-a.md %}", "/blog/2024/01/02/a.html"},
	    {"{% link about.md %} {%- link /about.md -%} ",
		"/blog/about//blog/about/"},
	    /* code */
	    {"{% highlight ruby %}\n\na < b & c\n\n  d\n{% endhighlight %}\n",
		"<pre><code class=\"language-ruby\">a &lt; b &amp; c\n\n  d"
		"</code></pre>\n"},
	    {"{% highlight C++ linenos %}{{ 'x' }}{% raw %}{{{% endraw %}"
	     "{% endhighlight %}",
		"<pre><code class=\"language-c++\">x{{</code></pre>"},
	    {"- {% highlight sh %}\na\r\n\nb\n{% endhighlight %}",
		"- <pre><code class=\"language-sh\">a&#10;&#10;b"
		"</code></pre>"},
	    {"x {% highlight %}a{% endhighlight %}",
		"x \n<pre><code>a</code></pre>"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(render(f, fg_str_c(cases[i].text)), 0);
		assert_string_equal(f->out.p, cases[i].expected);
		assert_null(f->diags.list.first);
	}
}

static void
check_diag(struct fixture *f, const char *rule, unsigned line,
    unsigned column, const char *message)
{
	struct fg_diag_list list = fg_diags_take(&f->diags);

	assert_non_null(list.first);
	assert_null(list.first->next);
	assert_string_equal(list.first->diag.rule, rule);
	assert_int_equal(list.first->diag.line, line);
	assert_int_equal(list.first->diag.column, column);
	if (message)
		assert_string_equal(list.first->diag.message, message);
}

static void
test_dropped(void **state)
{
	static const struct {
		const char *text, *expected;
		unsigned line, column;
	} cases[] = {
	    {"a\n\xc3\xa4 {% include x.html %}b{% seo %}", "a\n\xc3\xa4 b", 11,
		3},
	    {"{% if a %}b{% elsif c %}d{% else %}e{% endif %}f", "bf", 10, 1},
	    {"{% unless a %}b{% else %}c{% endunless %}", "b", 10, 1},
	    {"{% case a %} {% when 1 %}b{% when 2 %}c{% else %}d{% endcase %}",
		"b", 10, 1},
	    {"a{% for x in y %}b{{ x }}{% for z in x %}{% endfor %}c"
	     "{% endfor %}d", "ad", 10, 2},
	    {"{% for x in y %}{% if x %}b{% else %}c{% endif %}{% endfor %}",
		"", 10, 1},
	    {"{% assign x = 'y' %}{{ x }}", "", 10, 21},
	    {"{% capture x %}a{% endcapture %}b{{ x }}", "b", 10, 34},
	    {"{% note %}b{% endnote %}c", "bc", 10, 1},
	    {"{{ page.date }}", "", 10, 1},
	    {"{{ site.day }}", "", 10, 1},
	    {"{{ site.list }}", "", 10, 1},
	    {"{{ site.posts.size }}", "", 10, 1},
	    {"{{ 'a' | date }}", "", 10, 1},
	    {"{{ 'a' | append }}", "", 10, 1},
	    {"{{ 'a' | upcase: 'b' }}", "", 10, 1},
	    {"{{ 'a' b }}", "", 10, 1},
	    {"{{ 'a }}", "", 10, 1},
	    {"{{ jekyll.version }}", "", 10, 1},
	    {"{% link {{ x }} %}", "", 10, 1},
	    /* what is not shown needs no warning of its own */
	    {"{% if a %}{% else %}{% include x %}{% endif %}", "", 10, 1},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(render(f, fg_str_c(cases[i].text)), 0);
		assert_string_equal(f->out.p, cases[i].expected);
		check_diag(f, "liquid-dropped", cases[i].line,
		    cases[i].column, NULL);
	}
	render(f, FG_STR("{% include x %}"));
	check_diag(f, "liquid-dropped", 10, 1,
	    "'{% include x %}' is not rendered from the source; left out");
}

static void
test_unclosed(void **state)
{
	static const struct {
		const char *text, *expected, *message;
		unsigned column;
	} cases[] = {
	    {"a {% raw %}{{ b", "a {{ b", "'{% raw %}' is not closed", 3},
	    {"a {% comment %}b", "a ", "'{% comment %}' is not closed", 3},
	    {"{% highlight c %}b", "<pre><code class=\"language-c\">b</code>"
				   "</pre>",
		"'{% highlight c %}' is not closed", 1},
	    {"a {% b", "a {% b", "'{%' is not closed", 3},
	    {"a {{ b", "a {{ b", "'{{' is not closed", 3},
	    {"a {{ b } c }}", "a {{ b } c }}", "'{{' is not closed", 3},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(render(f, fg_str_c(cases[i].text)), 0);
		assert_string_equal(f->out.p, cases[i].expected);
		check_diag(f, "liquid-unclosed", 10, cases[i].column,
		    cases[i].message);
	}
}

static void
test_unknown_links(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(render(f, FG_STR("a\n[b]({% post_url 2024-9-9-c %})")),
	    -1);
	check_diag(f, "post-url-unknown", 11, 5,
	    "there is no post '2024-9-9-c' to link to");
	assert_int_equal(render(f, FG_STR("{% link no.md %}")), -1);
	check_diag(f, "link-unknown", 10, 1,
	    "there is no document 'no.md' to link to");
	/* what is not published is not there */
	assert_int_equal(
	    render(f, FG_STR("{% post_url 2099-01-02-future %}")), -1);
	check_diag(f, "post-url-unknown", 10, 1, NULL);
	assert_int_equal(
	    render(f, FG_STR("{% comment %}{% link no %}{% endcomment %}")),
	    0);
	assert_null(f->diags.list.first);
}

static void
set_body(struct fixture *f, const char *body)
{
	f->source.front.body = fg_str_c(body);
	f->source.front.body_line = 10;
	fg_buf_reset(&f->out);
	fg_buf_add_c(&f->out, "");
}

static void
test_excerpt(void **state)
{
	struct fixture *f = *state;

	set_body(f, "{% highlight c %}\na\n\nb\n{% endhighlight %}");
	assert_int_equal(fg_render_excerpt(&f->out, &f->site, &f->source,
			     &f->links, &f->diags),
	    0);
	assert_string_equal(f->out.p,
	    "<pre><code class=\"language-c\">a</code></pre>\n");
	assert_null(f->diags.list.first);
	/* a definition behind an open block is not part of it */
	set_body(f, "{% comment %}x{% endcomment %}[a]{% raw %}{{b}}\n\n"
		    "c{% endraw %}\n[a]: {{ site.repository }}\n");
	assert_int_equal(fg_render_excerpt(&f->out, &f->site, &f->source,
			     &f->links, &f->diags),
	    0);
	assert_string_equal(f->out.p,
	    "<p><a href=\"https://example.org/r\">a</a>{{b}}</p>\n");
}

static void
test_body(void **state)
{
	struct fixture *f = *state;

	set_body(f, "{{ 'a' }} *{% if x %}b{% endif %}*");
	fg_render_body(&f->out, &f->site, &f->source, &f->links, &f->diags);
	assert_string_equal(f->out.p, "<p>a <em>b</em></p>\n");
	check_diag(f, "liquid-dropped", 10, 12, NULL);
	f->source.data = parse(f, "render_with_liquid: false\n");
	set_body(f, "{{ 'a' }}");
	fg_render_body(&f->out, &f->site, &f->source, &f->links, &f->diags);
	assert_string_equal(
	    f->out.p, "<p>{{ \xe2\x80\x98" "a\xe2\x80\x99 }}</p>\n");
	/* HTML is rendered with Liquid too */
	f->source.data = NULL;
	f->source.doc.path = FG_STR("a.html");
	set_body(f, "<p>{{ 'a' }}</p>\n");
	fg_render_body(&f->out, &f->site, &f->source, NULL, &f->diags);
	assert_string_equal(f->out.p, "<p>a</p>");
	assert_null(f->diags.list.first);
}

static void
fill(struct fg_buf *b, const char *start, const char *unit, const char *end)
{
	fg_buf_reset(b);
	fg_buf_add_c(b, start);
	while (b->n < MEGABYTE)
		fg_buf_add_c(b, unit);
	fg_buf_add_c(b, end);
}

/* Each takes milliseconds when it is linear, and minutes when it is not. */
static void
test_hostile(void **state)
{
	static const char *const cases[][3] = {
	    {"", "{%", ""},
	    {"", "{{", ""},
	    {"", "{{", "}"},
	    {"", "{%", "%}"},
	    {"", "{% raw %}", ""},
	    {"", "{% if a %}", ""},
	    {"", "{% endif %}", ""},
	    {"", "{% comment %}", "{% endcomment %}"},
	    {"", "{% highlight c %}&", ""},
	    {"", "{% highlight c %}{% endhighlight %}", ""},
	    {"{% raw %}", "{%", "{% endraw %}"},
	    {"", " {%--%} ", ""},
	    {"", "{% link x %}", ""},
	    {"{{ 'a'", "|upcase", "}}"},
	    {"{{ site", ".a", "}}"},
	    {"", "{{'a'|b}}", ""},
	    {"{% highlight c %}", "\n", ""},
	};
	struct fixture *f = *state;
	struct fg_buf text = {0};
	clock_t begin = clock();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fill(&text, cases[i][0], cases[i][1], cases[i][2]);
		render(f, fg_buf_str(&text));
		assert_true(f->out.n <= 2 * MEGABYTE);
		fg_diags_take(&f->diags);
		f->diags.in_file = 0;
	}
	assert_true(clock() - begin < 20 * CLOCKS_PER_SEC);
	fg_buf_free(&text);
}

static void
test_too_large(void **state)
{
	struct fixture *f = *state;
	struct fg_buf text = {0};
	char *big = fg_arena_alloc(&f->arena, MEGABYTE);

	memset(big, 'x', MEGABYTE - 1);
	f->source.title = (struct fg_str){big, MEGABYTE - 1};
	fill(&text, "", "{{page.title}}", "");
	assert_int_equal(render(f, fg_buf_str(&text)), -1);
	check_diag(f, "liquid-too-large", 0, 0,
	    "Liquid makes more than 16777216 bytes of the text; it was not "
	    "rendered");
	/* values that are thrown away cost time too */
	fill(&text, "", "{{page.title|upcase|x}}", "");
	assert_int_equal(render(f, fg_buf_str(&text)), -1);
	fg_buf_free(&text);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(test_rendered),
	    TEST(test_dropped),
	    TEST(test_unclosed),
	    TEST(test_unknown_links),
	    TEST(test_excerpt),
	    TEST(test_body),
	    TEST(test_hostile),
	    TEST(test_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
