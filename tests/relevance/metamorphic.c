/* tests/relevance/metamorphic.c - changes whose effect is known beforehand */
#include "relevance.h"

void test_metamorphic(const struct directory *directory)
{
    (void)directory;
}
