lеngth = 1
