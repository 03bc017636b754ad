// Lists a tar.gz with Go's archive/tar: mode, size, sha256, path and link target of every entry, by path.
package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"log"
	"os"
	"sort"
)

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	unzipped, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		log.Fatal(err)
	}
	lines := map[string]string{}
	archive := tar.NewReader(unzipped)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		if _, twice := lines[header.Name]; twice {
			log.Fatal("Twice: " + header.Name)
		}
		switch header.Typeflag {
		case tar.TypeSymlink:
			lines[header.Name] = fmt.Sprintf("120777 0 - %s -> %s", header.Name, header.Linkname)
		case tar.TypeLink:
			lines[header.Name] = fmt.Sprintf("%06o 0 - %s => %s", 0100000|header.Mode, header.Name, header.Linkname)
		case tar.TypeDir:
			lines[header.Name] = fmt.Sprintf("%06o 0 - %s", 0040000|header.Mode, header.Name)
		case tar.TypeReg:
			digest := sha256.New()
			size, err := io.Copy(digest, archive)
			if err != nil {
				log.Fatal(err)
			}
			lines[header.Name] = fmt.Sprintf("%06o %d %x %s", 0100000|header.Mode, size, digest.Sum(nil), header.Name)
		default:
			log.Fatal("Neither a file nor a folder nor a link: " + header.Name)
		}
	}
	if _, err := io.Copy(io.Discard, unzipped); err != nil {
		log.Fatal(err)
	}
	names := []string{}
	for name := range lines {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Println(lines[name])
	}
}
