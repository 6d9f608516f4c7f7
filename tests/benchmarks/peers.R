# The R packages that Debian has (r-cran-proc, r-cran-psych, r-cran-boot), on the data of READERSTUDY_BENCH.
# Prints one line a task: name, package and version, median seconds of seven calls after a first one (quick ones averaged over twenty).
suppressMessages({
  library(pROC)
  library(psych)
  library(boot)
})
folder <- Sys.getenv("READERSTUDY_BENCH")
table <- function(name) read.csv(file.path(folder, name))
quiet <- function(e) suppressWarnings(suppressMessages(invisible(capture.output(e))))

timed <- function(name, package, call) {
  quiet(call())
  once <- system.time(quiet(call()))[["elapsed"]]
  calls <- if (once < 0.01) 20 else 1
  seconds <- vapply(1:7, function(i) system.time(for (k in seq_len(calls)) quiet(call()))[["elapsed"]] / calls, 0)
  version <- if (package == "base") as.character(getRversion()) else as.character(packageVersion(package))
  cat(sprintf("%s\t%s %s\t%.9f\n", name, if (package == "base") "R" else package, version, median(seconds)))
}

scores <- table("roc_10000.csv")
curve <- function(data, column) roc(data$truth, data[[column]], levels = 0:1, direction = "<", quiet = TRUE)
timed("roc-delong-10000", "pROC", function() ci.auc(curve(scores, "a")))
timed("paired-delong-10000", "pROC", function() roc.test(curve(scores, "a"), curve(scores, "b"), paired = TRUE, method = "delong"))
thousand <- scores[1:1000, ]
timed("paired-bootstrap-2000x1000", "pROC", function() {
  set.seed(1)
  roc.test(curve(thousand, "a"), curve(thousand, "b"), paired = TRUE, method = "bootstrap", boot.n = 2000, progress = "none")
})

categories <- table("fleiss_10000x10.csv")
timed("cohen-weighted-10000", "psych", function() cohen.kappa(categories[, 1:2]))

set.seed(9)
sample100 <- rlnorm(100)
timed("bca-mean-2000x100", "boot", function() {
  set.seed(1)
  boot.ci(boot(sample100, function(d, i) mean(d[i]), 2000), type = "bca")
})

# Readers and cases resampled, the AUC by ranks: no package offers it.
readings <- table("vandyke.csv")
cases <- unique(readings[, c("case", "truth")])
cases <- cases[order(cases$truth, cases$case), ]
ratings <- array(0, c(2, 5, nrow(cases)))
for (t in 1:2) for (r in 1:5) {
  of <- readings[readings$treatment == t & readings$reader == r, ]
  ratings[t, r, ] <- of$rating[match(cases$case, of$case)]
}
healthy <- sum(cases$truth == 0)
diseased <- sum(cases$truth == 1)
auc <- function(x, y) {
  ranks <- rank(c(y, x))
  (sum(ranks[seq_along(y)]) - length(y) * (length(y) + 1) / 2) / (length(x) * length(y))
}
timed("mrmc-bootstrap-2000-vandyke", "base", function() {
  set.seed(1)
  means <- replicate(2000, {
    readers <- sample(5, 5, TRUE)
    without <- sample(healthy, healthy, TRUE)
    with <- healthy + sample(diseased, diseased, TRUE)
    vapply(1:2, function(t) mean(vapply(readers, function(r) auc(ratings[t, r, without], ratings[t, r, with]), 0)), 0)
  })
  quantile(means[1, ] - means[2, ], c(.025, .975))
})
