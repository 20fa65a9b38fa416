# Verifies a boas.lock where there is no network: files beside it, and versions against a notices.json carried there.
#     Rscript boas-verify.R [boas.lock] [notices.json]
# Exit 3: something is not what was pinned; 1: a notice speaks against a version; 0: neither. Base R, no package.
# R 4.5 computes SHA-256 itself; an older one asks the system (sha256sum, shasum or certutil).
# It trusts notices.json but for the entry of the log that the lock knows; boas verify --lock also proves the rest.
given <- commandArgs(TRUE)
path <- c(given, c("boas.lock", "notices.json")[seq_len(2) > length(given)])
read_json <- function(path) {
  text <- paste(readLines(path, encoding = "UTF-8", warn = FALSE), collapse = "\n")
  token <- regmatches(text, gregexpr('"(?:[^"\\\\]++|\\\\.)*+"|[][{}:,]|[^][{}:,"\\s]++', text, perl = TRUE))[[1]]
  at <- 0
  take <- function() token[at <<- at + 1]
  value <- function(now) {
    if (now == "null") return(NA)
    if (now != "{" && now != "[") return(gsub('\\\\(["\\\\/])', "\\1", gsub('^"|"$', "", now)))
    found <- list()
    while (!(mark <- take()) %in% c("}", "]")) {
      if (mark == ",") mark <- take()
      if (now == "{") { take(); found[value(mark)] <- list(value(take())) } else found[length(found) + 1] <- list(value(mark))
    }
    found
  }
  value(take())
}
sha256 <- function(file) {
  if ("sha256sum" %in% getNamespaceExports("tools")) return(paste0("sha256:", getExportedValue("tools", "sha256sum")(file)))
  ask <- function(...) system2(..., stdout = TRUE)
  said <- if (nzchar(Sys.which("sha256sum"))) ask("sha256sum", shQuote(file))[1]
    else if (nzchar(Sys.which("shasum"))) ask("shasum", c("-a", "256", shQuote(file)))[1]
    else ask("certutil", c("-hashfile", shQuote(file), "SHA256"))[2]
  paste0("sha256:", tolower(substr(gsub("[ \\\\]", "", said), 1, 64)))
}
lock <- read_json(path[1]); said <- read_json(path[2]); codes <- 0
tell <- function(code, ...) { cat(..., "\n"); codes <<- c(codes, code) }
tell(0, "Registry at commit", substr(said$commit, 1, 12), substr(said$date, 1, 10))
known <- lock$registry$log
if (is.list(known) && known$n != "0") {
  entry <- if (is.list(said$log) && length(said$log) >= as.integer(known$n)) said$log[[as.integer(known$n)]]$digest else ""
  if (paste0("sha256:", entry) != known$digest) tell(3, "The registry went back, or its log of notices was rewritten.")
}
for (pin in lock$use) {
  name <- paste(pin$id, pin$version)
  now <- if (is.null(said$former_ids[[pin$id]])) pin$id else said$former_ids[[pin$id]]
  if (now != pin$id) tell(0, name, "is called", now, "now")
  for (file in names(pin$files)) {
    there <- file.path(dirname(path[1]), "boas-files", pin$id, file)
    if (!file.exists(there)) tell(3, name, file, "is missing")
    else if (sha256(there) != pin$files[[file]]) tell(3, name, file, "is not the file that was pinned")
  }
  row <- Filter(function(one) one$id == now && one$version == pin$version, said$versions)
  if (!length(row)) tell(3, name, "is not in notices.json")
  else if (paste0("sha256:", row[[1]]$digest) != pin$digest) tell(3, name, "has another digest in notices.json")
  for (one in said$notices) if (one$algorithm == now && is.na(one$retracted_by) && pin$version %in% one$reaches) {
    kept <- Filter(function(held) held$notice == one$id && held$until >= format(Sys.Date()), pin$accepted)
    stops <- one$document$kind %in% c("removed", "withdrawn", "safety") && !length(kept)
    tell(if (stops) 1 else 0, name, one$document$kind, one$id, if (length(kept)) "(accepted)", "\n   ", one$document$text[[1]])
  }
}
if (!interactive()) quit(status = if (3 %in% codes) 3 else max(codes))
