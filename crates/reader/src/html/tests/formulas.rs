use super::check;
use expect_test::expect;

#[test]
fn formulas_are_written_in_a_line() {
    check(
        "<p>A share of <math>\n <mfrac>\n  <mn>3</mn>\n  <mn>4</mn>\n </mfrac>\n</math> of 412; <math><msup><mn>10</mn><mn>6</mn></msup></math>people.
<p><math><mn>2</mn><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><msqrt><mn>25</mn></msqrt></mfrac><mo>=</mo><msub><mi>x</mi><mn>1</mn></msub></math>
<p><math><semantics><mroot><mn>8</mn><mn>3</mn></mroot><annotation>\\sqrt[3]{8}</annotation></semantics></math>
<p><math><mfenced><mn>1</mn><mn>2</mn></mfenced><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable></math>",
        &expect![[r#"
            paragraph: A share of 3/4 of 412; 10^6 people.
            paragraph: 2(a+b)/√(25)=x_1
            paragraph: 8^(1/3)
            paragraph: (1,2)[1, 2; 3, 4]
            hidden text at 64, line 8: \sqrt[3]{8}
        "#]],
    );
}
