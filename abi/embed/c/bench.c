/* Times the library: bench FOLDER prints one line of JSON. The folder has config.json, session.json and
 * audience.json. */

#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "claimsmith.h"

enum { BATCHES = 5, INSTANCES = 64 };

static claimsmith_text texts[3];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static claimsmith_text file(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.json", folder, name);
  FILE *in = fopen(path, "rb");
  char *data = malloc(1 << 20);
  if (in == NULL || data == NULL) exit(2);
  size_t size = fread(data, 1, 1 << 20, in);
  fclose(in);
  return (claimsmith_text){data, size};
}

static void evaluate(claimsmith *engine) {
  claimsmith_text result;
  if (claimsmith_evaluate(engine, texts[0], texts[1], texts[2], &result) != CLAIMSMITH_OK) exit(1);
}

static double batch(claimsmith *engine, long calls) {
  double start = now();
  for (long i = 0; i < calls; i++) evaluate(engine);
  return now() - start;
}

static long resident_kib(void) {
  long total = 0, pages = 0;
  FILE *in = fopen("/proc/self/statm", "r");
  if (in == NULL || fscanf(in, "%ld %ld", &total, &pages) != 2) exit(2);
  fclose(in);
  return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static int by_size(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  const char *names[] = {"config", "session", "audience"};
  for (int i = 0; i < 3; i++) texts[i] = file(arguments[1], names[i]);

  double start = now();
  claimsmith *engine = claimsmith_new(NULL);
  if (engine == NULL) return 1;
  evaluate(engine);
  double cold = now() - start;

  long calls = 1000;
  while (batch(engine, calls) < 1) calls *= 2;
  double each[BATCHES];
  for (int i = 0; i < BATCHES; i++) each[i] = batch(engine, calls / 4) / (double)(calls / 4);
  qsort(each, BATCHES, sizeof *each, by_size);

  claimsmith *engines[INSTANCES];
  long before = resident_kib();
  for (int i = 0; i < INSTANCES; i++) engines[i] = claimsmith_new(NULL);
  double memory = (double)(resident_kib() - before) / INSTANCES;
  for (int i = 0; i < INSTANCES; i++) claimsmith_free(engines[i]);
  claimsmith_free(engine);
  printf("{\"runtime\":\"none (C, wasm2c)\",\"compiled\":\"ahead, as C\",\"cold_start_ms\":%.2f,\"evaluate_us\":%.2f,\"instance_kib\":%.1f}\n",
         cold * 1e3, each[BATCHES / 2] * 1e6, memory);
  return 0;
}
