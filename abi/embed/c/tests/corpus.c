/* The library gives the Go host's bytes for every vector and every hostile input, in one thread and in
 * several at once. */

#include <dirent.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claimsmith.h"

enum { THREADS = 4, MOST_LINES = 10000 };

/* A call, and what the Go host got for it. */
typedef struct line {
  char function;
  claimsmith_text inputs[3];
  bool ok;
  claimsmith_text text;
} line;

static line lines[MOST_LINES];
static size_t count;

static void die(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

/* Where the value of a member begins. No name or text can look like a member: its quotes are escaped. */
static char *member(char *json, const char *name) {
  char *found = strstr(json, name);
  return found == NULL ? NULL : found + strlen(name);
}

static int digit(char c) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *found = strchr(digits, c);
  return found == NULL || c == '\0' ? -1 : (int)(found - digits);
}

/* Decodes base64, up to the quote, in its place. */
static claimsmith_text decoded(char *from) {
  char *out = from, *at = from;
  unsigned bits = 0;
  int have = 0;
  for (; digit(*at) >= 0; at++) {
    bits = bits << 6 | (unsigned)digit(*at);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    *out++ = (char)(bits >> have);
  }
  return (claimsmith_text){from, (size_t)(out - from)};
}

static void read_line(char *json, size_t size) {
  line *it = &lines[count++];
  char *text = member(json, ",\"text\":");
  char *ok = member(json, ",\"ok\":");
  char *function = member(json, "\",\"function\":\"");
  if (count == MOST_LINES || text == NULL || ok == NULL || function == NULL) die("this is no line of the corpus");
  it->ok = *ok == 't';
  it->function = function[1]; /* evaluate, explain and validate differ in their second letter */
  it->text = (claimsmith_text){text, size - (size_t)(text - json) - 1};
  const char *names[] = {",\"config\":\"", ",\"session\":\"", ",\"audience\":\""};
  char *places[3];
  for (int i = 0; i < 3; i++) places[i] = member(function, names[i]);
  for (int i = 0; i < 3; i++)
    if (places[i] != NULL && places[i] < text) it->inputs[i] = decoded(places[i]);
}

static void read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) die(path);
  char *json = NULL; /* lines stay as long as the program */
  size_t capacity = 0;
  for (ssize_t size; (size = getline(&json, &capacity, file)) > 0; json = NULL, capacity = 0)
    read_line(json, (size_t)size - 1);
  free(json);
  fclose(file);
}

static void *run(void *from) {
  claimsmith *engine = claimsmith_new(NULL);
  if (engine == NULL) die("there is no engine");
  size_t differences = 0;
  for (size_t n = 0; n < count; n++) {
    const line *it = &lines[(n + *(size_t *)from) % count];
    claimsmith_text got;
    claimsmith_status status;
    if (it->function == 'v')
      status = claimsmith_evaluate(engine, it->inputs[0], it->inputs[1], it->inputs[2], &got);
    else if (it->function == 'x')
      status = claimsmith_explain(engine, it->inputs[0], it->inputs[1], it->inputs[2], &got);
    else
      status = claimsmith_validate(engine, it->inputs[0], &got);
    bool same = status == (it->ok ? CLAIMSMITH_OK : CLAIMSMITH_FAILURE) && got.size == it->text.size &&
                memcmp(got.data, it->text.data, got.size) == 0;
    if (same) continue;
    if (differences++ < 3)
      printf("wanted %.*s\ngot %d %.*s\n", (int)it->text.size, it->text.data, status, (int)got.size, got.data);
  }
  claimsmith_free(engine);
  return (void *)differences;
}

int main(int argc, char **argv) {
  DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
  if (folder == NULL) die("usage: corpus FOLDER");
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (strstr(entry->d_name, ".ndjson") == NULL) continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
    read_file(path);
  }
  closedir(folder);
  printf("%zu calls\n", count);
  if (count < 2400) die("the corpus is not all there");

  size_t differences = 0, from[THREADS];
  pthread_t threads[THREADS];
  for (size_t i = 0; i < THREADS; i++) {
    from[i] = i * count / THREADS;
    if (pthread_create(&threads[i], NULL, run, &from[i]) != 0) die("there is no thread");
  }
  for (size_t i = 0; i < THREADS; i++) {
    void *found;
    pthread_join(threads[i], &found);
    differences += (size_t)found;
  }
  printf("%zu differences\n", differences);
  return differences > 0;
}
