#include "limier.h"

#include <stdio.h>

int main(void)
{
    printf("limier %s\n", limier_version());
    return 0;
}
