;; A guest that keeps the contract unless a config asks it not to, by its first byte. It is for the
;; tests of every embedding. Once it has misbehaved, the same instance answers "poisoned": a host
;; that goes on with it is found out.
;;
;;   { or anything else  decides that there are no claims
;;   t  traps                            s  overflows the stack
;;   w  never returns                    m  grows its memory by 4 MiB, and decides
;;   a  returns an area outside memory   p  a text outside memory
;;   l  a text that is too long          g  a tag that there is not
;;   e  an empty text                    j  a text that is no JSON
;;   u  a text that is no UTF-8          f  a failure without a code
;;   o  a text that is no JSON in braces
;;   c  traps in cabi_post_*             v  a failure with a code of the future
;;   r  such a failure, with its message before its code
;;   b  decides if its memory grows by 2,000 pages, which is past 64 MiB, else traps
;;   n  decides if 10,001 bytes of the config came, which is one past its limit, else traps
;;
;; cabi_realloc traps for room of 1,013 bytes, and returns room outside memory for 1,019.
(module
  ;; import
  (memory (export "memory") 2 1024)
  (global $lost (mut i32) (i32.const 0))
  (global $post (mut i32) (i32.const 0))
  (global $room (mut i32) (i32.const 4096))

  ;; Areas: ok, the string of describe (without a tag), and one to fill in.
  (data (i32.const 64) "\00\00\00\00\00\01\00\00\28\00\00\00")
  (data (i32.const 80) "\00\02\00\00\4e\00\00\00")
  (data (i32.const 96) "\00\00\00\00\00\01\00\00\28\00\00\00")
  (data (i32.const 112) "\00\00\00\00\00\04\00\00\11\00\00\00")
  ;; Texts.
  (data (i32.const 256) "{\"access_token\":{\"claims\":{},\"bytes\":2}}")
  (data (i32.const 512)
    "{\"limits\":{\"config_bytes\":10000,\"session_bytes\":20000,\"audience_bytes\":13000}}")
  (data (i32.const 768) "nope{}{\"\ff\":1}{op}")
  (data (i32.const 896) "{\"error\":{\"code\":\"of_the_future\",\"message\":\"m\"}}")
  (data (i32.const 960) "{\"error\":{\"message\":\"m\",\"code\":\"of_the_future\"}}")
  (data (i32.const 1024) "{\"poisoned\":true}")

  (func (export "_initialize") nop)
  (func (export "abi-version") (result i32) (i32.const 65536))

  (func (export "cabi_realloc") (param $old i32) (param $old_size i32) (param $align i32) (param $size i32) (result i32)
    (local $at i32)
    (if (i32.eq (local.get $size) (i32.const 1013)) (then (global.set $lost (i32.const 1)) unreachable))
    (if (i32.eq (local.get $size) (i32.const 1019))
      (then (global.set $lost (i32.const 1)) (return (i32.const 0x7fffff00))))
    (local.set $at (global.get $room))
    (global.set $room (i32.add (local.get $at) (local.get $size)))
    (block $enough
      (loop $grow
        (br_if $enough
          (i32.le_u (global.get $room) (i32.mul (memory.size) (i32.const 65536))))
        (if (i32.lt_s (memory.grow (i32.const 1)) (i32.const 0)) (then unreachable))
        (br $grow)))
    (local.get $at))

  (func $recurse (param $n i32) (result i32)
    (i32.add (call $recurse (i32.add (local.get $n) (i32.const 1))) (local.get $n)))

  ;; Fills in the area at 96.
  (func $result (param $tag i32) (param $text i32) (param $size i32) (result i32)
    (i32.store8 (i32.const 96) (local.get $tag))
    (i32.store (i32.const 100) (local.get $text))
    (i32.store (i32.const 104) (local.get $size))
    (i32.const 96))

  (func $answer (param $config i32) (param $size i32) (result i32)
    (local $what i32)
    (global.set $room (i32.const 4096))
    (if (global.get $lost) (then (return (i32.const 112))))
    (if (local.get $size) (then (local.set $what (i32.load8_u (local.get $config)))))
    (if (i32.eq (local.get $what) (i32.const 123 (;{;))) (then (return (i32.const 64))))
    (if (i32.eq (local.get $what) (i32.const 118 (;v;)))
      (then (return (call $result (i32.const 1) (i32.const 896) (i32.const 48)))))
    (if (i32.eq (local.get $what) (i32.const 114 (;r;)))
      (then (return (call $result (i32.const 1) (i32.const 960) (i32.const 48)))))
    (if (i32.eq (local.get $what) (i32.const 110 (;n;)))
      (then
        (if (i32.eq (local.get $size) (i32.const 10001)) (then (return (i32.const 64))))
        unreachable))
    (global.set $lost (i32.const 1))
    (if (i32.eq (local.get $what) (i32.const 116 (;t;))) (then unreachable))
    (if (i32.eq (local.get $what) (i32.const 115 (;s;)))
      (then (return (call $recurse (local.get $size)))))
    (if (i32.eq (local.get $what) (i32.const 119 (;w;))) (then (loop $ever (br $ever))))
    (if (i32.eq (local.get $what) (i32.const 109 (;m;)))
      (then (drop (memory.grow (i32.const 64))) (return (i32.const 64))))
    (if (i32.eq (local.get $what) (i32.const 98 (;b;)))
      (then (if (i32.lt_s (memory.grow (i32.const 2000)) (i32.const 0)) (then unreachable))))
    (if (i32.eq (local.get $what) (i32.const 97 (;a;))) (then (return (i32.const 0x7fffff00))))
    (if (i32.eq (local.get $what) (i32.const 112 (;p;)))
      (then (return (call $result (i32.const 0) (i32.const 0x7fffff00) (i32.const 40)))))
    (if (i32.eq (local.get $what) (i32.const 108 (;l;)))
      (then (return (call $result (i32.const 0) (i32.const 256) (i32.const 0xffffffff)))))
    (if (i32.eq (local.get $what) (i32.const 103 (;g;)))
      (then (return (call $result (i32.const 2) (i32.const 256) (i32.const 40)))))
    (if (i32.eq (local.get $what) (i32.const 101 (;e;)))
      (then (return (call $result (i32.const 0) (i32.const 256) (i32.const 0)))))
    (if (i32.eq (local.get $what) (i32.const 106 (;j;)))
      (then (return (call $result (i32.const 0) (i32.const 768) (i32.const 4)))))
    (if (i32.eq (local.get $what) (i32.const 111 (;o;)))
      (then (return (call $result (i32.const 0) (i32.const 781) (i32.const 4)))))
    (if (i32.eq (local.get $what) (i32.const 117 (;u;)))
      (then (return (call $result (i32.const 0) (i32.const 774) (i32.const 7)))))
    (if (i32.eq (local.get $what) (i32.const 102 (;f;)))
      (then (return (call $result (i32.const 1) (i32.const 772) (i32.const 2)))))
    (if (i32.eq (local.get $what) (i32.const 99 (;c;))) (then (global.set $post (i32.const 1))))
    (if (i32.eqz (global.get $post)) (then (global.set $lost (i32.const 0))))
    (i32.const 64))

  (func $decide (param i32 i32 i32 i32 i32 i32) (result i32)
    (call $answer (local.get 0) (local.get 1)))
  (func $end (param i32) (if (global.get $post) (then unreachable)))

  (export "evaluate" (func $decide))
  (export "explain" (func $decide))
  (export "validate" (func $answer))
  (func (export "describe") (result i32) (i32.const 80))
  (export "cabi_post_evaluate" (func $end))
  (export "cabi_post_explain" (func $end))
  (export "cabi_post_validate" (func $end))
  (export "cabi_post_describe" (func $end)))
