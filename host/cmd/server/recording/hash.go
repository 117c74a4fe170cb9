package recording

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"strconv"
	"strings"
)

// A hasher writes values as others of the same type and length, by a key; equal ones
// become equal ones. Hashes of few characters are soon the same for two values, so short
// ones are permuted, which keeps all of them apart: strings of up to 9 printable
// characters, and numbers of up to 18 digits without an exponent, whose sign and point
// stay. Two others may become equal: of two bytes, one pair in radix². Goroutines
// may share it.
type hasher struct {
	key   []byte
	block cipher.Block // what the permutations are made of
}

func newHasher(key []byte) hasher {
	own, err := hkdf.Key(sha256.New, key, nil, "permutations", 32) // which is no value's hash
	if err != nil {
		panic(err) // it is not too long
	}
	block, err := aes.NewCipher(own) // AES-256
	if err != nil {
		panic(err) // it has the length
	}
	return hasher{key: key, block: block}
}

const (
	// printable are the characters of ASCII that a string of JSON has as they are.
	printable = " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
	digits    = "123456789" // no number begins with 0 that goes on

	radix       = uint64(len(printable))
	shortText   = 9  // characters: radix to that power has fewer than 62 bits
	shortNumber = 18 // digits
)

// text writes what stands between the quotes of a string.
func (h hasher) text(to []byte, raw string) []byte {
	if len(raw) > shortText {
		return h.hash(to, raw, printable)
	}
	value, size := uint64(0), uint64(1)
	for i := range len(raw) {
		at := strings.IndexByte(printable, raw[i])
		if at < 0 {
			return h.hash(to, raw, printable)
		}
		value, size = value*radix+uint64(at), size*radix
	}
	value = h.permute(value, size, form{'t', byte(len(raw))})
	start := len(to)
	to = append(to, raw...)
	for i := len(to) - 1; i >= start; i-- {
		to[i] = printable[value%radix]
		value /= radix
	}
	return to
}

// number writes a number.
func (h hasher) number(to []byte, raw string) []byte {
	unsigned := strings.TrimPrefix(raw, "-")
	whole, fraction, _ := strings.Cut(unsigned, ".")
	all := whole + fraction
	value, err := strconv.ParseUint(all, 10, 64)
	if err != nil || len(all) > shortNumber {
		return h.hash(to, raw, digits)
	}
	end := uint64(1)
	for range all {
		end *= 10
	}
	least := uint64(0)
	if len(whole) > 1 {
		least = end / 10 // whose first digit is not 0
	}
	value = least + h.permute(value-least, end-least, form{'n', byte(len(whole)), byte(len(fraction)), byte(len(raw) - len(unsigned))})

	to = append(to, raw...)
	for i := len(to) - 1; i >= len(to)-len(unsigned); i-- {
		if to[i] != '.' {
			to[i] = byte('0' + value%10)
			value /= 10
		}
	}
	return to
}

// hash writes as many characters as a value has bytes.
func (h hasher) hash(to []byte, raw, characters string) []byte {
	mac := hmac.New(sha256.New, h.key)
	mac.Write([]byte(raw))
	sum := mac.Sum(nil)
	for i := range len(raw) {
		to = append(to, characters[int(sum[i%len(sum)])%len(characters)])
	}
	return to
}

// A form is what values have in common that become one another.
type form [4]byte

// permute says which value below size stands for one of them, and for no other. It is a
// Feistel network over as many bits as size has, entered until its result is below size
// (Black and Rogaway, Ciphers with Arbitrary Finite Domains).
func (h hasher) permute(value, size uint64, of form) uint64 {
	half := (bits.Len64(size-1) + 1) / 2
	mask := uint64(1)<<half - 1
	for {
		left, right := value>>half, value&mask
		for round := range byte(10) {
			left, right = right, left^h.mixed(of, round, right)&mask
		}
		if value = left<<half | right; value < size {
			return value
		}
	}
}

func (h hasher) mixed(of form, round byte, half uint64) uint64 {
	var block [aes.BlockSize]byte
	copy(block[:], of[:])
	block[len(of)] = round
	binary.BigEndian.PutUint64(block[8:], half)
	h.block.Encrypt(block[:], block[:])
	return binary.BigEndian.Uint64(block[:])
}
