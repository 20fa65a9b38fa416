system(paste("wc -l", path))
