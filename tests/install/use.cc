/* SPDX-License-Identifier: ISC */
/* use.cc - a user's program in C++: validates what is no feed. */
#include <feedgen/feedgen.h>

#include <string>

namespace {

void
keep(const feedgen_diag *diag, void *payload)
{
	*static_cast<std::string *>(payload) += diag->rule;
}

}

int
main()
{
	std::string said;
	feedgen_report report = feedgen_report();

	report.diag = keep;
	report.payload = &said;
	feedgen_init();
	if (feedgen_validate(nullptr, "<html/>", 7, "a.xml", &report) !=
	    FEEDGEN_USAGE)
		return 1;
	return said == "format-not-known" ? 0 : 1;
}
