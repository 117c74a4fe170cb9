package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"time"
)

// certificateLifetime is as long as browsers let one be.
const certificateLifetime = 397 * 24 * time.Hour

// makeCertificate makes a certificate for this machine's names and for another one, and
// writes that of its authority to a file. The authority's key is kept nowhere, so nobody
// can make more that its friends would trust.
func makeCertificate(name, authorityFile string) (*tls.Certificate, error) {
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	serial := func() *big.Int { return new(big.Int).SetBytes([]byte(rand.Text())[:16]) }
	authority := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: "claimsmith serve, " + now.Format(time.RFC3339)},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(certificateLifetime),
		KeyUsage: x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
	}
	made, err := x509.CreateCertificate(rand.Reader, authority, authority, authorityKey.Public(), authorityKey)
	if err != nil {
		return nil, err
	}
	leaf := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: authority.NotBefore, NotAfter: authority.NotAfter,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	if ip := net.ParseIP(name); ip != nil {
		leaf.IPAddresses = append(leaf.IPAddresses, ip)
	} else if name != "" {
		leaf.DNSNames = append(leaf.DNSNames, name)
	}
	if authority, err = x509.ParseCertificate(made); err != nil {
		return nil, err
	}
	signed, err := x509.CreateCertificate(rand.Reader, leaf, authority, key.Public(), authorityKey)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})
	if err := os.WriteFile(authorityFile, text, 0o644); err != nil { // it is public
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{signed, made}, PrivateKey: key}, nil
}
