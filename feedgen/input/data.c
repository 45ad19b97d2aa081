/* SPDX-License-Identifier: ISC */
/* data.c - reading one data file. */
#include "input/data.h"

#include "base/file.h"
#include "lib/yaml.h"

#include <fcntl.h>
#include <unistd.h>

/* JSON is read as the YAML that it is, as Jekyll does. */
static const char *const extensions[] = {".yml", ".yaml", ".json"};

static int
parse(const struct fg_value **out, const struct fg_site *site,
    struct fg_str path, struct fg_arena *a, struct fg_diags *d)
{
	struct fg_str name = fg_path_join(a, site->source, path);
	struct fg_buf text = {0};
	struct fg_value *value = NULL;
	int result;

	fg_diags_open(d, name, (struct fg_str){NULL, 0});
	result = fg_file_read(&text, site->source_fd, path.p, name, d);
	if (result == 0) {
		struct fg_str kept = fg_arena_copy(a, fg_buf_str(&text));

		fg_diags_open(d, name, kept);
		result = fg_yaml_parse(&value, a, kept, 1, d);
	}
	fg_buf_free(&text);
	*out = value;
	return result;
}

int
fg_data_read(const struct fg_value **out, const struct fg_site *site,
    const char *name, struct fg_arena *a, struct fg_diags *d)
{
	struct fg_str stem =
	    fg_path_join(a, site->data_dir, fg_str_c(name));

	*out = NULL;
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		struct fg_str path =
		    fg_arena_join(a, stem, fg_str_c(extensions[i]));

		if (faccessat(site->source_fd, path.p, F_OK, 0) == 0)
			return parse(out, site, path, a, d);
	}
	return 0;
}
